// main.mjs --write|--check ROOT: the manifests that follow from the tables. --check says which files differ, and ends with 1.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { dashboard } from './dashboard.mjs';
import { consoleObjects, edgeConfiguration, edgeObjects, firstKeysObjects, migrationObjects } from './fronts.mjs';
import { readHouse } from './house.mjs';
import { networkObjects } from './network.mjs';
import { scaleObjects, serviceObjects } from './service.mjs';

const HEAD = '# Made by ./dayaq policy from k8s/services.yaml, policy/calls.yaml and k8s/outside.yaml; not to be edited.\n';
// Folders in which everything is made; what lies there and is not made any more goes.
const MADE = ['base/services', 'base/network', 'base/scale', 'base/console', 'base/edge', 'base/migration', 'base/first-keys'];

// JSON has no octal numbers and neither has Kubernetes: the mode that people know stands beside it.
const withModes = (text) => text.replace(/^( *defaultMode: )(\d+)$/gm, (line, _, mode) => `${line} # ${Number(mode).toString(8).padStart(4, '0')}`);

export const manifest = (objects) =>
  HEAD + withModes(objects.map((one) => stringify(one, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\n'));

const kustomization = (resources, rest = {}) =>
  HEAD + stringify({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources, ...rest }, { lineWidth: 0 });

// {path below k8s/: text}
export function madeFiles(house) {
  const files = {};
  const put = (folder, objects, rest) => {
    for (const [name, list] of Object.entries(objects)) files[`base/${folder}/${name}.yaml`] = manifest(list);
    files[`base/${folder}/kustomization.yaml`] = kustomization(Object.keys(objects).map((name) => `${name}.yaml`), rest);
  };
  put('services', Object.fromEntries(house.names.map((name) => [name, serviceObjects(house, name)])));
  put('network', { policies: networkObjects(house) });
  put('scale', Object.fromEntries([
    ...house.names.map((name) => [name, scaleObjects(name, 'service', house.services[name].replicas)]),
    ['edge', scaleObjects('edge', 'edge', { least: 2, most: 4 })],
    ['gateway', scaleObjects('gateway', 'console', house.gateway.replicas)],
  ]));
  put('edge', { edge: edgeObjects(house) }, { configMapGenerator: [{ name: 'edge', namespace: 'dayaq', files: ['nginx.conf'] }] });
  files['base/edge/nginx.conf'] = edgeConfiguration(house);
  put('console', { gateway: consoleObjects(house) });
  put('migration', { migration: migrationObjects(house) });
  put('first-keys', { 'first-keys': firstKeysObjects(house) });
  files['monitoring/dashboard.json'] = dashboard(house.root);
  return files;
}

const present = (root) => MADE.flatMap((folder) => {
  const path = join(root, 'k8s', folder);
  return existsSync(path) ? readdirSync(path).map((file) => `${folder}/${file}`) : [];
});

// What of the files that are kept is not what would be made: [path, what is wrong].
export function differences(root, files = madeFiles(readHouse(root))) {
  const found = present(root).filter((path) => !(path in files)).map((path) => [path, 'nothing makes this file']);
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, 'k8s', path);
    if (!existsSync(file)) found.push([path, 'is missing']);
    else if (readFileSync(file, 'utf8') !== text) found.push([path, 'is not what would be made']);
  }
  return found;
}

function main(mode, root) {
  const files = madeFiles(readHouse(root));
  const different = differences(root, files);
  for (const [path, what] of different) {
    console.log(mode === '--write' ? `k8s/${path}` : `k8s/${path}: error: ${what}: run ./dayaq policy`);
    if (mode !== '--write') continue;
    const file = join(root, 'k8s', path);
    mkdirSync(dirname(file), { recursive: true });
    if (path in files) writeFileSync(file, files[path]);
    else rmSync(file);
  }
  return mode === '--check' && different.length > 0 ? 1 : 0;
}

if (import.meta.filename === process.argv[1]) {
  const [mode, root] = process.argv.slice(2);
  try {
    process.exitCode = main(mode, root);
  } catch (error) {
    console.error(`error: ${error.message}`);
    process.exitCode = 1;
  }
}
