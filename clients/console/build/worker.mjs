// Writes worker.js beside the pages: node worker.mjs FOLDER. The files it keeps are those of the page itself and of the registration desk, as
// Vite's manifest lists them; another edition of any of them is another edition of the worker.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2];
const source = path.join(path.dirname(fileURLToPath(import.meta.url)), '../src/worker/worker.js');
const manifest = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8'));

const files = new Set(['/', '/mark.svg']);
function take(name) {
  const piece = manifest[name];
  if (!piece) throw new Error(`not in the manifest: ${name}`);
  const address = `/${piece.file}`;
  if (files.has(address)) return;
  files.add(address);
  for (const one of [...(piece.css ?? []), ...(piece.assets ?? [])]) files.add(`/${one}`);
  for (const other of piece.imports ?? []) take(other);
}
take('index.html');
take('src/hospital/HospitalDesk.tsx');
for (const piece of manifest['src/hospital/HospitalDesk.tsx'].dynamicImports ?? []) take(piece);

const list = [...files].sort();
const edition = createHash('sha256').update(list.join('\n')).update(readFileSync(source)).update(readFileSync(path.join(folder, 'index.html'))).digest('hex').slice(0, 16);
const worker = readFileSync(source, 'utf8').replace("['@FILES@']", JSON.stringify(list)).replace('@EDITION@', edition);
if (worker.includes('@')) throw new Error('worker.js is not filled in');
writeFileSync(path.join(folder, 'worker.js'), worker);
console.log(`worker.js keeps ${list.length} files`);
