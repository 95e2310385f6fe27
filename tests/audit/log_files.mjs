// A published log as files: read and judged, and written anew for tests that tamper with it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { leafHash, nodeHash, openCheckpoint, root } from './tree.mjs';

const TILE = 256;

export function tilePath(level, index, width = TILE) {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0').match(/.{3}/g);
  const path = digits.map((three, i) => (i < digits.length - 1 ? `x${three}` : three)).join('/');
  return `tile/${level}/${path}${width < TILE ? `.p/${width}` : ''}`;
}

// All tiles and bundles of a tree of those leaves, by path, from the definition: tile n of level l has the roots of 256^l leaves each.
export function logFiles(leaves) {
  const files = new Map();
  const eachTile = (count, take) => {
    for (let from = 0; from < count; from += TILE) take(from / TILE, from, Math.min(count, from + TILE));
  };
  eachTile(leaves.length, (index, from, to) => {
    const bundle = leaves.slice(from, to).map((leaf) => Buffer.concat([Buffer.from([leaf.length >> 8, leaf.length & 255]), leaf]));
    files.set(tilePath('entries', index, to - from), Buffer.concat(bundle));
  });
  let row = leaves.map((leaf) => leafHash(leaf));
  for (let level = 0; row.length > 0; level += 1) {
    eachTile(row.length, (index, from, to) => files.set(tilePath(level, index, to - from), Buffer.concat(row.slice(from, to))));
    const above = [];
    for (let from = 0; from + TILE <= row.length; from += TILE) above.push(fullRoot(row.slice(from, from + TILE)));
    row = above;
  }
  return files;
}

function fullRoot(hashes) {
  let row = hashes;
  while (row.length > 1) row = row.flatMap((hash, i) => (i % 2 ? [] : [nodeHash(hash, row[i + 1])]));
  return row[0];
}

export function write(folder, path, bytes) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}
export const read = (folder, path) => readFileSync(join(folder, path));

export function leavesOf(folder, size) {
  const leaves = [];
  for (let index = 0; index * TILE < size; index += 1) {
    const width = Math.min(TILE, size - index * TILE);
    const bytes = read(folder, tilePath('entries', index, width));
    let at = 0;
    for (let i = 0; i < width; i += 1) {
      const length = bytes.readUInt16BE(at);
      leaves.push(bytes.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
    if (at !== bytes.length) throw new Error(`bundle ${index}`);
  }
  return leaves;
}

// Throws unless every file is what the leaves give and the root is the signed one. Gives checkpoint and leaf data.
export function judge(folder, key) {
  const checkpoint = openCheckpoint(read(folder, 'checkpoint').toString(), key);
  const leaves = leavesOf(folder, checkpoint.size);
  for (const [path, bytes] of logFiles(leaves)) {
    if (!existsSync(join(folder, path)) || !read(folder, path).equals(bytes)) throw new Error(path);
  }
  if (!root(leaves.map((leaf) => leafHash(leaf))).equals(checkpoint.root)) throw new Error('root');
  return { checkpoint, leaves };
}
