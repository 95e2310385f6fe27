// The manifests: rendered, judged by schemas and rules, and the judges themselves judged by breaking what they look at.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { differences } from '../make/main.mjs';
import { examples } from './examples.mjs';
import { everybody, openWays, readOutside } from './graph.mjs';
import { contextOf, judge, rules } from './judge.mjs';
import { houseMutations, misspellings, restoreMutations } from './mutations-house.mjs';
import { jobMutations, podMutations } from './mutations-pods.mjs';
import { find } from './objects.mjs';
import { unusedGiven } from './references.mjs';
import { kustomizations, parseObjects, renderAll } from './render.mjs';
import { faults, judgedBy, outsideFolder, outsideSchemas, ownSchemas } from './schemas.mjs';

const root = join(import.meta.dirname, '../..');
const places = await renderAll(root);
const context = contextOf(root);
const outside = outsideSchemas(root);
const own = ownSchemas(root);
const absent = outside ? false : `no schemas of Kubernetes in ${outsideFolder(root)}`;

const renderings = Object.entries(places).filter(([place]) => place !== 'parts')
  .flatMap(([place, purposes]) => Object.entries(purposes).map(([purpose, objects]) => ({ place, purpose, objects })));
const everything = () => structuredClone(places.production.whole);
const inProduction = { ...context, place: 'production', purpose: 'whole' };

test('what is kept is what follows from the tables', () => {
  assert.deepEqual(differences(root), []);
});

test('every folder that can be rendered belongs to a place', () => {
  const bases = (folder) => {
    const [{ bases: list = [] }] = parseObjects(readFileSync(join(root, 'k8s', folder, 'kustomization.yaml'), 'utf8'));
    const below = list.map((base) => join(folder, base));
    return [folder, ...below.flatMap(bases)];
  };
  const reached = new Set([...renderings.map(({ place, purpose }) => join('overlays', place, purpose === 'whole' ? '' : purpose)).map((path) => path.replace(/\/$/, '')), 'monitoring']
    .flatMap(bases));
  assert.deepEqual(kustomizations(root).filter((folder) => !reached.has(folder)), []);
});

for (const { place, purpose, objects } of renderings) {
  test(`${place}, ${purpose}: strict schemas of Kubernetes and CloudNativePG`, { skip: absent }, () => assert.deepEqual(faults(outside, objects), []));
  test(`${place}, ${purpose}: our schemas of the other operators`, () => assert.deepEqual(faults(own, objects), []));
  for (const rule of Object.keys(rules)) {
    test(`${place}, ${purpose}: ${rule}`, () => assert.deepEqual(judge(objects, { ...context, place, purpose }, [rule]).map(({ what }) => what), []));
  }
}

test('some schema judges every object', { skip: absent }, () => {
  const all = renderings.flatMap(({ objects }) => objects);
  assert.deepEqual([...new Set(all.filter((object) => !judgedBy(outside, object) && !judgedBy(own, object)).map(({ kind }) => kind))], []);
});

test('what is restored is what production archives, and production archives where nothing else does', () => {
  const archive = ({ spec }) => spec.plugins[0].parameters.serverName;
  const [day, restore] = ['whole', 'restore'].map((purpose) => find(places.production[purpose], 'Cluster', 'dayaq-database'));
  assert.equal(restore.spec.externalClusters[0].plugin.parameters.serverName, archive(day));
  assert.notEqual(archive(restore), archive(day));
});

test('what is still an example is said, and nothing else is', () => {
  const words = examples(places.production.whole).map(({ what }) => what);
  for (const wanted of ['edge.dayaq.example', 'https://console.dayaq.example', '198.51.100.10/32', 'registry.dayaq.example/dayaq/edge:unreleased']) assert.ok(words.includes(wanted), wanted);
  assert.deepEqual(examples([{ kind: 'Service', metadata: { name: 'x' }, spec: { externalName: 'edge.dayaq.gov.az', clusterIP: '10.0.0.1' } }]), []);
});

test('what is given from outside is used', () => {
  assert.deepEqual(unusedGiven(renderings.flatMap(({ objects }) => objects), context.given), []);
});

test('the same from the oldest kubectl that must do: nothing but fields that Debian renders', () => {
  // Newer ones warn of these and take them; older ones know no others.
  const known = ['apiVersion', 'kind', 'bases', 'resources', 'configMapGenerator', 'patchesStrategicMerge', 'patchesJson6902'];
  for (const folder of kustomizations(root)) {
    const [one] = parseObjects(readFileSync(join(root, 'k8s', folder, 'kustomization.yaml'), 'utf8'));
    assert.deepEqual(Object.keys(one).filter((key) => !known.includes(key)), [], folder);
  }
});

// ---- the judges

function breaks(rule, what, change, objects, inPlace) {
  test(`noticed by "${rule}": ${what}`, () => {
    assert.deepEqual(judge(objects, inPlace, [rule]), [], 'well before');
    change(objects);
    assert.notDeepEqual(judge(objects, inPlace, [rule]), [], 'red after');
  });
}

for (const [rule, what, change] of [...podMutations, ...houseMutations]) breaks(rule, what, change, everything(), inProduction);
for (const [rule, what, change] of jobMutations) breaks(rule, what, change, structuredClone(places.production.migration), { ...context, place: 'production', purpose: 'migration' });
for (const [rule, what, change] of restoreMutations) breaks(rule, what, change, structuredClone(places.production.restore), { ...context, place: 'production', purpose: 'restore' });

test('every rule was broken at least once', () => {
  const broken = new Set([...podMutations, ...houseMutations, ...jobMutations, ...restoreMutations].map(([rule]) => rule));
  assert.deepEqual(Object.keys(rules).filter((rule) => !broken.has(rule)), []);
  console.log(`${Object.keys(rules).length} rules, ${podMutations.length + houseMutations.length + jobMutations.length + restoreMutations.length} ways to break them`);
});

for (const [what, change] of misspellings) {
  test(`a strict schema finds: ${what}`, { skip: absent }, () => {
    const objects = everything();
    assert.deepEqual([...faults(outside, objects), ...faults(own, objects)], []);
    change(objects);
    assert.notDeepEqual([...faults(outside, objects), ...faults(own, objects)], []);
  });
}

test('the graph counts: nobody calls who is not named, strangers reach only the edge', () => {
  const names = Object.keys(context.services);
  const { open: ways } = openWays(places.production.whole, readOutside(root), names);
  const tried = everybody(places.production.whole, readOutside(root), names).length;
  assert.deepEqual([...ways].filter((way) => way.startsWith('stranger') && !/-> (names (TCP|UDP)\/53|edge TCP\/8443)$/.test(way)), []);
  console.log(`${tried} pods and addresses, each with each, 11 ports: ${ways.size} ways open`);
});

test('kubectl renders', () => {
  console.log(execFileSync('kubectl', ['version', '--client'], { encoding: 'utf8' }).split('\n')[0]);
});
