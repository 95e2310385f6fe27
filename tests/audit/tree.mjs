// RFC 6962 and the C2SP texts once more, from the texts and with Node's crypto alone: no line is shared with services/platform/tlog.
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

export const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const LEAF = Buffer.from([0]), NODE = Buffer.from([1]);
export const leafHash = (data) => sha256(LEAF, data);
export const nodeHash = (left, right) => sha256(NODE, left, right);

// The largest power of two below n (n > 1).
function split(n) {
  let k = 1;
  while (2 * k < n) k *= 2;
  return k;
}

// MTH, PATH and SUBPROOF of RFC 6962, 2.1, as they are written there. `hashes` are leaf hashes.
export function root(hashes, from = 0, to = hashes.length, memo = undefined) {
  if (to === from) return sha256('');
  if (to - from === 1) return hashes[from];
  const key = memo && `${from}-${to}`;
  if (memo?.has(key)) return memo.get(key);
  const k = split(to - from);
  const value = nodeHash(root(hashes, from, from + k, memo), root(hashes, from + k, to, memo));
  memo?.set(key, value);
  return value;
}

export function inclusion(hashes, index, from, to, memo) {
  if (to - from === 1) return [];
  const k = split(to - from);
  return index < from + k
    ? [...inclusion(hashes, index, from, from + k, memo), root(hashes, from + k, to, memo)]
    : [...inclusion(hashes, index, from + k, to, memo), root(hashes, from, from + k, memo)];
}

export function consistency(hashes, old, from, to, whole, memo) {
  if (old === to - from) return whole ? [] : [root(hashes, from, to, memo)];
  const k = split(to - from);
  return old <= k
    ? [...consistency(hashes, old, from, from + k, whole, memo), root(hashes, from + k, to, memo)]
    : [...consistency(hashes, old - k, from + k, to, false, memo), root(hashes, from, from + k, memo)];
}

// The root a proof leads to, by walking down from the root and folding back up; null when it has another length than it needs.
export function rootFromInclusion(index, size, leaf, proof) {
  const fold = (i, n, rest) => {
    if (n === 1) return rest.length === 0 ? leaf : null;
    if (rest.length === 0) return null;
    const k = split(n), last = rest[rest.length - 1], before = rest.slice(0, -1);
    const below = i < k ? fold(i, k, before) : fold(i - k, n - k, before);
    if (below === null) return null;
    return i < k ? nodeHash(below, last) : nodeHash(last, below);
  };
  return index < size ? fold(index, size, proof) : null;
}

// [old root, new root] that a consistency proof leads to; null when it cannot be one.
export function rootsFromConsistency(old, size, oldRoot, proof) {
  const fold = (m, n, whole, rest) => {
    if (m === n) {
      if (whole) return rest.length === 0 ? [oldRoot, oldRoot] : null;
      return rest.length === 1 ? [rest[0], rest[0]] : null;
    }
    if (rest.length === 0) return null;
    const k = split(n), last = rest[rest.length - 1], before = rest.slice(0, -1);
    if (m <= k) {
      const below = fold(m, k, whole, before);
      return below && [below[0], nodeHash(below[1], last)];
    }
    const below = fold(m - k, n - k, false, before);
    return below && [nodeHash(last, below[0]), nodeHash(last, below[1])];
  };
  if (old === 0) return proof.length === 0 ? [sha256(''), null] : null;
  return fold(old, size, true, proof);
}

// Ed25519 with raw keys, which Node takes only in their wrapping.
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex'), PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicKey = (raw) => createPublicKey({ key: Buffer.concat([PUBLIC, raw]), format: 'der', type: 'spki' });
export const privateKey = (seed) => createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' });
export const ed25519Sign = (seed, message) => sign(null, Buffer.from(message), privateKey(seed));
export const ed25519Verify = (raw, message, signature) => verify(null, Buffer.from(message), publicKey(raw), signature);
export const ed25519Public = (seed) => createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' }).subarray(12);

export const base64 = (bytes) => bytes.toString('base64');
export function fromBase64(text) {
  const bytes = Buffer.from(text, 'base64');
  if (base64(bytes) !== text) throw new Error('base64');
  return bytes;
}

const keyId = (name, type, raw) => sha256(`${name}\n`, Buffer.from([type]), raw).subarray(0, 4);

export function parseKey(text) {
  const [name, id, ...rest] = text.trim().split('+');
  const bytes = fromBase64(rest.join('+'));
  const key = { name, type: bytes[0], raw: bytes.subarray(1) };
  if (bytes.length !== 33 || keyId(name, key.type, key.raw).toString('hex') !== id) throw new Error('key id');
  return key;
}

export function parseNote(text) {
  const end = text.lastIndexOf('\n\n');
  if (end < 0 || !text.endsWith('\n')) throw new Error('note');
  const signatures = text.slice(end + 2, -1).split('\n').map((line) => {
    const match = /^\u2014 ([^ +]+) ([A-Za-z0-9+/=]+)$/.exec(line);
    if (!match) throw new Error('signature line');
    const bytes = fromBase64(match[2]);
    return { name: match[1], id: bytes.subarray(0, 4), blob: bytes.subarray(4) };
  });
  if (signatures.length > 16) throw new Error('signatures');
  return { text: text.slice(0, end + 1), signatures };
}

const linesOf = (note, key) =>
  note.signatures.filter((line) => line.name === key.name && line.id.equals(keyId(key.name, key.type, key.raw)));

export function openCheckpoint(text, key) {
  const note = parseNote(text);
  const lines = linesOf(note, key);
  if (lines.length === 0 || !lines.every((line) => ed25519Verify(key.raw, note.text, line.blob))) throw new Error('signature');
  const [origin, size, rootText, ...more] = note.text.slice(0, -1).split('\n');
  if (origin !== key.name || !/^(0|[1-9][0-9]{0,14})$/.test(size)) throw new Error('checkpoint');
  const hash = fromBase64(rootText);
  if (hash.length !== 32) throw new Error('root');
  return { origin, size: Number(size), root: hash, more, note };
}

// Times of the witnesses that cosigned, by name.
export function cosigned(note, keys) {
  const times = new Map();
  for (const key of keys) {
    for (const line of linesOf(note, key)) {
      const time = line.blob.readBigUInt64BE(0);
      if (!ed25519Verify(key.raw, `cosignature/v1\ntime ${time}\n${note.text}`, line.blob.subarray(8))) throw new Error('cosignature');
      times.set(key.name, Number(time));
    }
  }
  return times;
}

// Signature lines, for the tests that need a log's or a witness's hand.
const line = (name, type, seed, blob) => `\u2014 ${name} ${base64(Buffer.concat([keyId(name, type, ed25519Public(seed)), blob]))}\n`;
export const signLine = (text, name, seed) => line(name, 1, seed, ed25519Sign(seed, text));
export function cosignLine(text, name, seed, time) {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(time));
  return line(name, 4, seed, Buffer.concat([stamp, ed25519Sign(seed, `cosignature/v1\ntime ${time}\n${text}`)]));
}
export const vkey = (name, type, seed) =>
  `${name}+${keyId(name, type, ed25519Public(seed)).toString('hex')}+${base64(Buffer.concat([Buffer.from([type]), ed25519Public(seed)]))}`;
export const checkpointText = (origin, size, hash, more = []) => [origin, String(size), base64(hash), ...more].join('\n') + '\n';
