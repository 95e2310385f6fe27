// What manifests say is taken away, one thing at a time. A short run takes every 29th; with DAYAQ_LONG all of them.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { contextOf } from './judge.mjs';
import { renderAll } from './render.mjs';
import { outsideFolder, outsideSchemas, ownSchemas } from './schemas.mjs';
import { allCuts, reasons, unnoticed } from './sweep.mjs';

const STRIDE = process.env.DAYAQ_LONG ? 1 : 29;
const root = join(import.meta.dirname, '../..');
const outside = outsideSchemas(root);

test('whatever is taken away is noticed', { skip: outside ? false : `no schemas of Kubernetes in ${outsideFolder(root)}` }, async () => {
  const places = await renderAll(root);
  const objects = places.production.whole;
  const context = { ...contextOf(root), place: 'production', purpose: 'whole' };
  // Services are alike: one without anything of its own, and those that have more, but for what all have.
  const alike = Object.entries(context.services).filter(([name, { volumes }]) => name !== 'incident' && volumes.length === 0).map(([name]) => name);
  const cuts = allCuts(objects).filter(({ index }) => !alike.some((name) => new RegExp(`^${name}(-|$)`).test(objects[index].metadata.name)));
  const tried = cuts.filter((_, number) => number % STRIDE === 0);
  const silent = tried.map((cut) => unnoticed(objects, cut, context, [outside, ownSchemas(root)])).filter((one) => one !== undefined);
  console.log(`${tried.length} of ${cuts.length} things were taken away; ${reasons.length} kinds of things may go unnoticed, each with its reason`);
  assert.deepEqual(silent, []);
});
