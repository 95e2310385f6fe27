// examples.mjs FOLDER: what of a rendered place is still an example: names under .example, addresses kept for documentation (RFC 5737), images of
// no release. Ends with 1 while anything is.
import { join } from 'node:path';
import { named } from './objects.mjs';
import { render } from './render.mjs';

const EXAMPLE = /[\w.:/-]*\.example[\w./:-]*|\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+(?:\/\d+)?/g;

// [{object, what}], each thing once.
export function examples(objects) {
  return objects.flatMap((object) => [...new Set([...JSON.stringify(object).matchAll(EXAMPLE)].map(([what]) => what))].map((what) => ({ object: named(object), what })));
}

if (import.meta.filename === process.argv[1]) {
  const root = join(import.meta.dirname, '../..');
  const found = examples(await render(root, process.argv[2].replace(/^k8s\//, '')));
  for (const { object, what } of found) console.log(`${object}: ${what}`);
  console.log(found.length === 0 ? 'Heç bir nümunə qalmayıb. · No example is left.' : `${found.length} nümunə qalıb. · ${found.length} examples are left.`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
