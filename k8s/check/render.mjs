// What Kubernetes would be given: folders rendered by kubectl, as the objects that come out.
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';

const run = promisify(execFile);

// Each place and what is applied in it. `whole` is what runs from day to day; the others are applied for one purpose.
export const PLACES = ['production', 'district'];
export const PURPOSES = { production: ['migration', 'first-keys', 'restore'], district: ['migration', 'first-keys'] };

export async function render(root, folder) {
  const { stdout } = await run('kubectl', ['kustomize', join(root, 'k8s', folder)], { maxBuffer: 64 << 20 });
  return parseObjects(stdout);
}

export function parseObjects(text) {
  return parseAllDocuments(text).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS();
  }).filter((object) => object !== null);
}

// {'production': {whole: [...], migration: [...], ...}, ...}
export async function renderAll(root) {
  const places = {};
  const all = [];
  const put = (place, name, folder) => all.push(render(root, folder).then((objects) => { (places[place] ??= {})[name] = objects; }));
  for (const place of PLACES) {
    put(place, 'whole', `overlays/${place}`);
    for (const purpose of PURPOSES[place]) put(place, purpose, `overlays/${place}/${purpose}`);
  }

  put('parts', 'monitoring', 'monitoring');
  await Promise.all(all);
  return places;
}

// Folders that kustomize can render: each must be reached by a place, so that none is kept that nobody looks at.
export function kustomizations(root, folder = '') {
  const entries = readdirSync(join(root, 'k8s', folder), { withFileTypes: true });
  return [
    ...(entries.some(({ name }) => name === 'kustomization.yaml') ? [folder] : []),
    ...entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => kustomizations(root, join(folder, name))),
  ];
}
