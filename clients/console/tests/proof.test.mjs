// The check of a proof in the browser, against the vectors that every verifier of the log agrees on, and against everything that is wrong with one.
import assert from 'node:assert/strict';
import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { checkProof, isSigned, parseCheckpoint, parseKey, parseProof, rootFrom } from '../src/oversight/proof.ts';

const vectors = JSON.parse(readFileSync(new URL('../../../tests/data/audit/vectors.json', import.meta.url), 'utf8'));
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hash = async (...parts) => new Uint8Array(await crypto.subtle.digest('SHA-256', Buffer.concat(parts)));
const base64 = (some) => Buffer.from(some).toString('base64');

// A tree made in the plainest way there is: RFC 6962, 2.1.
const leafHash = (leaf) => hash(Uint8Array.of(0), leaf);
const split = (count) => 2 ** Math.floor(Math.log2(count - 1));
async function rootOf(leaves) {
  if (leaves.length === 1) return leafHash(leaves[0]);
  const at = split(leaves.length);
  return hash(Uint8Array.of(1), await rootOf(leaves.slice(0, at)), await rootOf(leaves.slice(at)));
}
async function pathOf(index, leaves) {
  if (leaves.length === 1) return [];
  const at = split(leaves.length);
  if (index < at) return [...(await pathOf(index, leaves.slice(0, at))), await rootOf(leaves.slice(at))];
  return [...(await pathOf(index - at, leaves.slice(at))), await rootOf(leaves.slice(0, at))];
}

const { checkpoint } = vectors;
const seed = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(checkpoint.seed_hex, 'hex')]), format: 'der', type: 'pkcs8' });
const origin = checkpoint.vkey.split('+')[0];

// A proof file for one entry of a log of some, signed by the key of the vectors.
async function proofOf(index, entries) {
  const leaves = await Promise.all(entries.map((entry) => hash(entry)));
  const text = `${origin}\n${entries.length}\n${base64(await rootOf(leaves))}\n`;
  const keyId = Buffer.from(checkpoint.vkey.split('+')[1], 'hex');
  const line = `— ${origin} ${base64(Buffer.concat([keyId, sign(null, Buffer.from(text), seed)]))}\n`;
  return ['c2sp.org/tlog-proof@v1', `index ${index}`, ...(await pathOf(index, leaves)).map(base64), '', `${text}\n${line}`].join('\n');
}
const entries = (count) => Array.from({ length: count }, (_, place) => Buffer.from(`entry ${place}`));

test('the key and the checkpoint of the vectors are taken, and the signature holds', async () => {
  const key = await parseKey(checkpoint.vkey);
  assert.equal(await isSigned(parseCheckpoint(checkpoint.note), key), 'signed');
});

test('every leaf of every small tree leads to its root, and no proof of one does for another', async () => {
  for (let size = 1; size <= 17; size += 1) {
    const leaves = entries(size);
    const root = await rootOf(leaves);
    for (let index = 0; index < size; index += 1) {
      const path = await pathOf(index, leaves);
      assert.deepEqual(await rootFrom(BigInt(index), BigInt(size), leaves[index], path), root);
      assert.notDeepEqual(await rootFrom(BigInt(index), BigInt(size), Buffer.from('another'), path), root);
      await assert.rejects(rootFrom(BigInt(index), BigInt(size), leaves[index], [...path, root]), /too long/);
      if (path.length > 0) await assert.rejects(rootFrom(BigInt(index), BigInt(size), leaves[index], path.slice(0, -1)), /too short/);
    }
    await assert.rejects(rootFrom(BigInt(size), BigInt(size), leaves[0], []), /outside/);
  }
});

test('the leaf of an entry is the hash of its bytes, as the vectors have it', async () => {
  const [{ canonical_hex: canonical, leaf_data_hex: leaf }] = vectors.entries;
  assert.deepEqual(await hash(bytes(canonical)), bytes(leaf));
});

test('a whole proof holds, and nothing else does', async () => {
  const all = entries(11);
  const key = await parseKey(checkpoint.vkey);
  const written = await proofOf(6, all);
  const { proof, signed } = await checkProof(all[6], written, key);
  assert.equal(proof.index, 6n);
  assert.equal(signed, 'signed');
  await assert.rejects(checkProof(all[5], written, key), /not in the log/);
  await assert.rejects(checkProof(all[6], written.replace('index 6', 'index 7'), key), /not in the log|too/);
  await assert.rejects(checkProof(all[6], written.replace('\n11\n', '\n12\n'), key), /not in the log|signature|too/);
  const other = await proofOf(6, entries(12).reverse());
  await assert.rejects(checkProof(all[6], other, key), /not in the log|too/);
});

test('a signature that was changed, or is of nobody we know, is not one', async () => {
  const key = await parseKey(checkpoint.vkey);
  const written = await proofOf(0, entries(3));
  const lines = written.split('\n');
  const at = lines.findIndex((line) => line.startsWith('— '));
  const blob = Buffer.from(lines[at].split(' ')[2], 'base64');
  blob[40] ^= 1;
  lines[at] = `— ${origin} ${blob.toString('base64')}`;
  await assert.rejects(checkProof(entries(1)[0], lines.join('\n'), key), /signature is wrong/);
  blob[0] ^= 1;
  lines[at] = `— ${origin} ${blob.toString('base64')}`;
  await assert.rejects(checkProof(entries(1)[0], lines.join('\n'), key), /did not sign/);
  await assert.rejects(checkProof(entries(1)[0], written, await parseKey(checkpoint.vkey).then((own) => ({ ...own, name: 'another' }))), /another log/);
});

test('what is spelled in another way is not taken', async () => {
  const written = await proofOf(2, entries(5));
  for (const change of [(text) => text.replace('@v1', '@v2'), (text) => text.replace('index 2', 'index 02'), (text) => text.replace('index 2', 'index -2'), (text) => text.replace(/=\n/, '\n'), (text) => text.slice(0, -1)]) {
    assert.throws(() => parseProof(change(written)), undefined, String(change));
  }
  for (const wrong of ['', 'audit.dayaq.az/log/1', checkpoint.witness_vkey, checkpoint.vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')]) await assert.rejects(parseKey(wrong));
});
