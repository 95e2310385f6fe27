// agree.mjs FOLDER: judges what make_log wrote there. Prints "ok ..." or "not ok ..." lines with what was counted.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { records } from './archive.mjs';
import { judge } from './log_files.mjs';
import {
  cosigned, consistency, ed25519Verify, fromBase64, inclusion, leafHash, openCheckpoint, parseKey, parseNote, root, rootFromInclusion,
  rootsFromConsistency, sha256,
} from './tree.mjs';

const folder = process.argv[2];
const file = (...path) => readFileSync(join(folder, ...path));
const key = (name) => parseKey(file('keys', `${name}.vkey`).toString());
const say = (holds, what) => console.log(`${holds ? 'ok' : 'not ok'} ${what}`);

const { checkpoint, leaves } = judge(join(folder, 'log'), key('log'));
const hashes = leaves.map((leaf) => leafHash(leaf));
const memo = new Map();
say(leaves.length === checkpoint.size, `every file of a log of ${leaves.length} leaves is what the leaves give, and the root is the signed one`);

let seen = 0;
for (const { seq, canonical } of records(file('all.archive'))) {
  if (seq === seen && sha256(canonical).equals(leaves[seq])) seen += 1;
}
say(seen === leaves.length, `the leaf of ${seen} entries is the SHA-256 of their bytes`);

// A proof made by the one holds before the other, and both make the same.
let proven = 0, same = 0;
const proofs = readdirSync(join(folder, 'proofs')).filter((name) => name.endsWith('.tlog-proof'));
for (const name of proofs) {
  const [head, ...rest] = file('proofs', name).toString().split('\n\n');
  const [first, indexLine, ...lines] = head.split('\n');
  const index = Number(indexLine.replace('index ', ''));
  const opened = openCheckpoint(rest.join('\n\n'), key('log'));
  const proof = lines.map(fromBase64);
  const got = rootFromInclusion(index, opened.size, leafHash(leaves[index]), proof);
  if (first === 'c2sp.org/tlog-proof@v1' && got?.equals(opened.root) && opened.root.equals(checkpoint.root)) proven += 1;
  const own = inclusion(hashes, index, 0, hashes.length, memo);
  if (own.length === proof.length && own.every((hash, i) => hash.equals(proof[i]))) same += 1;
}
say(proofs.length > 0 && proven === proofs.length && same === proven, `${proven} inclusion proofs hold, and ours are the same`);

let consistent = 0;
const lines = file('proofs', 'consistency').toString().trim().split('\n');
for (const line of lines) {
  const [old, oldRoot, ...proof] = line.split(' ').map((word, i) => (i === 0 ? Number(word) : fromBase64(word)));
  const roots = rootsFromConsistency(old, hashes.length, oldRoot, proof);
  const own = consistency(hashes, old, 0, hashes.length, true, memo);
  const isSame = own.length === proof.length && own.every((hash, i) => hash.equals(proof[i]));
  if (isSame && roots?.[0].equals(oldRoot) && roots[1].equals(checkpoint.root) && root(hashes, 0, old, memo).equals(oldRoot)) consistent += 1;
}
say(consistent === lines.length && consistent > 0, `${consistent} consistency proofs hold, and ours are the same`);

const witnessed = parseNote(file('log', 'checkpoint.witnessed').toString());
say(cosigned(witnessed, ['w1', 'w2', 'w3'].map(key)).size === 2, '2 of 3 witnesses cosigned');

// A receipt by hand: five fields, each a tag, a length and its bytes.
let promised = 0;
const receipts = file('receipts.log').toString().trim().split('\n');
receipts.forEach((line, index) => {
  const bytes = fromBase64(line.split(' ')[1]);
  const fields = [];
  for (let at = 0; at < bytes.length; at += 2 + bytes[at + 1]) fields.push(bytes.subarray(at + 2, at + 2 + bytes[at + 1]));
  const [service, uid, leaf, time, signature] = fields;
  let seconds = 0n;
  time.subarray(1).forEach((byte, i) => { seconds |= BigInt(byte & 127) << BigInt(7 * i); });
  const text = `dayaq-audit-receipt/v1\n${service}\n${uid}\n${leaf.toString('base64')}\n${seconds}\n`;
  if (ed25519Verify(key('receipts').raw, text, signature) && leaf.equals(leaves[index])) promised += 1;
});
say(promised === receipts.length, `${promised} receipts are signed and honoured`);
