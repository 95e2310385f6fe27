// Tampering by somebody who can write the published files and has no key.
import { logFiles, read, tilePath, write } from './log_files.mjs';
import { cosignLine, sha256, signLine } from './tree.mjs';
import { change, now, ORIGIN, remove, seed } from './world.mjs';

const SIZE = 1_000, ENTRY = 34;
const bundle = (index) => tilePath('entries', index, Math.min(256, SIZE - 256 * index));
const tile = (level, index, width) => tilePath(level, index, width);
const flip = (at) => (bytes) => { bytes[at] ^= 1; return bytes; };
const editLeaf = (log, leaf) => change(log.folder, bundle(leaf >> 8), flip((leaf & 255) * ENTRY + 10));
const bundleCase = (what, index, how, leaf) => ({ what, leaf, judged: true, tamper: (log) => change(log.folder, bundle(index), how) });
const fileCase = (what, path, how, leaf) => ({ what, leaf, judged: true, tamper: (log) => change(log.folder, path, how) });
const removed = (what, path, leaf) => ({ what, leaf, judged: true, tamper: (log) => remove(log.folder, path) });
const inBundle = (index) => [256 * index, Math.min(256 * index + 255, SIZE - 1)];
const cut = (from, to) => (bytes) => Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);

function swapped(bytes, one, other, width) {
  const copy = Buffer.from(bytes);
  bytes.copy(copy, one * width, other * width, (other + 1) * width);
  bytes.copy(copy, other * width, one * width, (one + 1) * width);
  return copy;
}

const bundles = [
  { what: 'a leaf is edited', leaf: 300, judged: true, tamper: (log) => editLeaf(log, 300) },
  { what: 'the first leaf is edited', leaf: 0, judged: true, tamper: (log) => editLeaf(log, 0) },
  { what: 'the last leaf is edited', leaf: 999, judged: true, tamper: (log) => editLeaf(log, 999) },
  { what: 'a leaf is edited', way: 'copy', leaf: 300, tamper: (log) => editLeaf(log, 300) },
  bundleCase('a leaf is deleted from its bundle', 1, cut(10 * ENTRY, 11 * ENTRY), inBundle(1)),
  bundleCase('a leaf is inserted into a bundle', 1, (b) => Buffer.concat([b.subarray(0, ENTRY), b]), inBundle(1)),
  bundleCase('two leaves are reordered', 2, (b) => swapped(b, 7, 9, ENTRY), 519),
  bundleCase('a leaf is doubled over its neighbour', 2, (b) => { b.copy(b, 8 * ENTRY, 7 * ENTRY, 8 * ENTRY); return b; }, 520),
  bundleCase('a bundle ends early', 0, (b) => b.subarray(0, -1), inBundle(0)),
  bundleCase('a bundle goes on', 0, (b) => Buffer.concat([b, Buffer.from([0])]), inBundle(0)),
  bundleCase('a length in a bundle is another', 0, flip(1), inBundle(0)),
  bundleCase('a bundle is empty', 3, () => Buffer.alloc(0), inBundle(3)),
  bundleCase('a bundle is huge', 0, (b) => Buffer.concat(Array(200).fill(b)), inBundle(0)),
  bundleCase('a leaf has 31 bytes', 0, (b) => { b[1] = 31; return cut(33, 34)(b); }, 0),
  removed('a bundle is gone', bundle(1), inBundle(1)),
  removed('the partial bundle is gone', bundle(3), inBundle(3)),
  { what: 'two bundles change places', leaf: 0, judged: true, tamper: (log) => {
    const [one, other] = [read(log.folder, bundle(0)), read(log.folder, bundle(1))];
    write(log.folder, bundle(0), other);
    write(log.folder, bundle(1), one);
  } },
];

const tiles = [
  fileCase('a hash of a tile is edited', tile(0, 1, 256), flip(32 * 5), 261),
  fileCase('a hash of a partial tile is edited', tile(0, 3, 232), flip(32 * 231), 999),
  fileCase('a hash of the upper tile is edited', tile(1, 0, 3), flip(32), [256, 511]),
  fileCase('two hashes of a tile change places', tile(0, 0, 256), (b) => swapped(b, 3, 4, 32), 3),
  fileCase('a tile ends early', tile(0, 2, 256), (b) => b.subarray(0, -32), 767),
  fileCase('a tile goes on', tile(0, 2, 256), (b) => Buffer.concat([b, b]), undefined),
  removed('a tile is gone', tile(0, 2, 256), inBundle(2)),
  removed('a partial tile is gone', tile(0, 3, 232), inBundle(3)),
  removed('the upper tile is gone', tile(1, 0, 3), [0, 767]),
];

// Bundles and tiles rewritten together, as far up as one likes: only signature, memory or witnesses are left to say so.
const rewritten = (how, until = 9) => (log, folder, all) => {
  const leaves = how(all.slice(0, SIZE));
  for (const [path, bytes] of logFiles(leaves)) {
    const level = path.startsWith('tile/entries') ? -1 : Number(path.split('/')[1]);
    if (level < until) write(log.folder, path, bytes);
  }
};
const edited = (at) => (leaves) => leaves.map((leaf, i) => (i === at ? sha256('another') : leaf));
const nonceSwapped = (at) => (leaves) => leaves.map((leaf, i) => (i === at ? sha256(`entry ${at} with another nonce`) : leaf));
const without = (at) => (leaves) => [...leaves.slice(0, at), ...leaves.slice(at + 1), sha256('one more at the end')];
const inserted = (at) => (leaves) => [...leaves.slice(0, at), sha256('never happened'), ...leaves.slice(at, -1)];
const reordered = (at) => (leaves) => leaves.map((leaf, i) => (i === at ? leaves[at + 1] : i === at + 1 ? leaves[at] : leaf));

const together = [
  { what: 'a leaf and its tile are edited', judged: true, leaf: [256, 511], tamper: rewritten(edited(300), 1) },
  { what: 'a leaf and its tile are edited', way: 'copy', leaf: 300, tamper: rewritten(edited(300), 1) },
  { what: 'a leaf and all tiles are edited', judged: true, leaf: [0, 999], tamper: rewritten(edited(300)) },
  { what: 'a leaf and all tiles are edited', way: 'state', leaf: [256, 511], tamper: rewritten(edited(300)) },
  { what: 'a leaf and all tiles are edited', way: 'copy', leaf: 300, tamper: rewritten(edited(300)) },
  { what: 'a leaf past the last full tile of the state is edited', way: 'state', leaf: [512, 699], tamper: rewritten(edited(699)) },
  { what: 'a leaf past what anybody saw is edited', way: 'state', leaf: [700, 999], tamper: rewritten(edited(950)) },
  { what: 'the nonce of an entry is swapped', judged: true, leaf: [0, 999], tamper: rewritten(nonceSwapped(20)) },
  { what: 'the nonce of an entry is swapped', way: 'copy', leaf: 20, tamper: rewritten(nonceSwapped(20)) },
  { what: 'a leaf is deleted and all files are rewritten', way: 'copy', leaf: 412, judged: true, tamper: rewritten(without(412)) },
  { what: 'a leaf is inserted and all files are rewritten', way: 'copy', leaf: 17, judged: true, tamper: rewritten(inserted(17)) },
  { what: 'two leaves are reordered and all files are rewritten', way: 'copy', leaf: 600, judged: true, tamper: rewritten(reordered(600)) },
];

const replace = (path, how) => (log) => write(log.folder, path, how(read(log.folder, path).toString()));
const checkpoints = [
  ['the size of the checkpoint is edited', (text) => text.replace('\n1000\n', '\n1001\n')],
  ['the size of the checkpoint is made smaller', (text) => text.replace('\n1000\n', '\n900\n')],
  ['the root of the checkpoint is edited', (text) => text.replace(/\n([A-Za-z0-9+/])/, (m, c) => `\n${c === 'A' ? 'B' : 'A'}`)],
  ['the signature of the checkpoint is gone', (text) => `${text.split('\n\n')[0]}\n\n`],
  ['a line is added to the checkpoint', (text) => text.replace('=\n\n', '=\nmore\n\n')],
  ['the checkpoint is signed by another key of that name', (text) => {
    const body = `${text.split('\n\n')[0]}\n`;
    return `${body}\n${signLine(body, ORIGIN, seed('somebody'))}`;
  }],
  ['a second signature line of the log is wrong', (text) => {
    const body = `${text.split('\n\n')[0]}\n`;
    return `${text}${signLine(`${body}x`, ORIGIN, seed('log'))}`;
  }],
  ['the checkpoint is of another log', (text) => {
    const body = `${text.split('\n\n')[0].replace(ORIGIN, 'elsewhere.example/log')}\n`;
    return `${body}\n${signLine(body, 'elsewhere.example/log', seed('somebody'))}`;
  }],
  ['the checkpoint is no text', () => Buffer.from([255, 254, 0])],
  ['the checkpoint is empty', () => ''],
  ['the checkpoint has seventeen signatures', (text) => text + text.slice(text.indexOf('\n\n') + 2).repeat(16)],
].map(([what, how]) => ({ what, judged: true, tamper: replace('checkpoint', how) }));

const witnessLine = (log, leaves, { name = 'w1', key = name, at = now - 60 } = {}) =>
  cosignLine(log.text(leaves), `witness.example/${name}`, seed(key), at);
const withLines = (lines) => (log, folder, all) => {
  const leaves = all.slice(0, 900);
  write(log.folder, 'checkpoint.witnessed', log.signed(log.text(leaves)) + lines(log, leaves, all).join(''));
};
const witnesses = [
  ['the witnesses signed three days ago', (log, l) => ['w1', 'w2'].map((name) => witnessLine(log, l, { name, at: now - 3 * 86_400 }))],
  ['one witness of two signed', (log, l) => [witnessLine(log, l)]],
  ['one witness signed twice', (log, l) => [witnessLine(log, l), witnessLine(log, l, { at: now - 30 })]],
  ['somebody signed as a witness', (log, l) => [witnessLine(log, l), witnessLine(log, l, { name: 'w2', key: 'somebody' })]],
  ['a witness signed another checkpoint', (log, l, all) => [witnessLine(log, l), witnessLine(log, all.slice(0, 800), { name: 'w2' })]],
  ["a witness's time is edited", (log, l) => [witnessLine(log, l), witnessLine(log, l, { name: 'w2', at: 1 })
    .replace(/ ([^ ]+)\n$/, (m, text) => {
      const bytes = Buffer.from(text, 'base64');
      bytes.writeBigUInt64BE(BigInt(now), 4);
      return ` ${bytes.toString('base64')}\n`;
    })]],
  ['the log signed as a witness', (log, l) => [witnessLine(log, l), signLine(log.text(l), 'witness.example/w2', seed('log'))]],
].map(([what, lines]) => ({ what, way: 'witnesses', tamper: withLines(lines) }));
witnesses.push({ what: 'what the witnesses signed is gone', way: 'witnesses', tamper: (log) => remove(log.folder, 'checkpoint.witnessed') });

export const byFiles = [...bundles, ...tiles, ...together, ...checkpoints, ...witnesses];

// In a log of 66,000 leaves.
byFiles.large = [
  fileCase('a hash of a full upper tile is edited', tile(1, 0, 256), flip(32 * 200), [51_200, 51_455]),
  fileCase('the uppermost tile is edited', tile(2, 0, 1), flip(3), [0, 65_535]),
  fileCase('a hash of a tile far in is edited', tile(0, 200, 256), flip(0), 51_200),
  removed('a full upper tile is gone', tile(1, 0, 256), [0, 65_535]),
];
