// Checks in the browser what the audit service hands out as a proof (C2SP tlog-proof over the tree of RFC 6962): that just these bytes stand at
// their place in the log, and that the log's own key signed it. Nothing is asked of the system while it is checked.
export class ProofFault extends Error {}

export interface Checkpoint {
  origin: string;
  size: bigint;
  root: Uint8Array;
  // What is signed.
  text: string;
  signatures: { name: string; keyId: string; blob: Uint8Array }[];
}

export interface Proof {
  index: bigint;
  hashes: Uint8Array[];
  checkpoint: Checkpoint;
}

export interface LogKey {
  name: string;
  keyId: string;
  publicKey: Uint8Array<ArrayBuffer>;
}

const MOST_HASHES = 63;
const utf8 = (text: string) => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const same = (one: Uint8Array, other: Uint8Array) => one.length === other.length && one.every((byte, at) => byte === other[at]);

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const sha256 = async (...parts: Uint8Array[]) => new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...parts)));

// One spelling of each thing: what base64 would write otherwise is not taken.
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  let letters = '';
  try {
    letters = atob(text);
  } catch {
    throw new ProofFault('not base64');
  }
  if (btoa(letters) !== text) throw new ProofFault('base64 in another spelling');
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

function decimal(text: string): bigint {
  if (!/^(0|[1-9]\d{0,18})$/.test(text)) throw new ProofFault('not a number');
  return BigInt(text);
}

function parseSignature(line: string) {
  const [, name, written] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  if (!name || !written) throw new ProofFault('not a signature line');
  const bytes = fromBase64(written);
  if (bytes.length <= 4) throw new ProofFault('a signature is too short');
  return { name, keyId: hex(bytes.slice(0, 4)), blob: bytes.slice(4) };
}

export function parseCheckpoint(note: string): Checkpoint {
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0 || !note.endsWith('\n')) throw new ProofFault('no signatures behind an empty line');
  const text = note.slice(0, blank + 1);
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n');
  if (!origin || size === undefined || root === undefined || extensions.includes('')) throw new ProofFault('not a checkpoint');
  const rootBytes = fromBase64(root);
  if (rootBytes.length !== 32) throw new ProofFault('the root is not a hash');
  return { origin, size: decimal(size), root: rootBytes, text, signatures: note.slice(blank + 2, -1).split('\n').map(parseSignature) };
}

export function parseProof(written: string): Proof {
  const lines = written.split('\n');
  if (lines.shift() !== 'c2sp.org/tlog-proof@v1') throw new ProofFault('not a proof file');
  if (lines[0]?.startsWith('extra ')) lines.shift();
  const [, index] = /^index (.+)$/.exec(lines.shift() ?? '') ?? [];
  if (index === undefined) throw new ProofFault('the index is missing');
  const end = lines.indexOf('');
  if (end < 0 || end > MOST_HASHES) throw new ProofFault('no end of the hashes');
  const hashes = lines.slice(0, end).map(fromBase64);
  if (hashes.some(({ length }) => length !== 32)) throw new ProofFault('a line is not a hash');
  return { index: decimal(index), hashes, checkpoint: parseCheckpoint(lines.slice(end + 1).join('\n')) };
}

// RFC 9162, 2.1.3.2: from the leaf upwards to the root; a proof that is too short or too long leads nowhere.
export async function rootFrom(index: bigint, size: bigint, leafData: Uint8Array, hashes: Uint8Array[]): Promise<Uint8Array> {
  if (index < 0n || index >= size) throw new ProofFault('the place lies outside of the log');
  let [place, last] = [index, size - 1n];
  let hash = await sha256(Uint8Array.of(0), leafData);
  for (const sibling of hashes) {
    if (last === 0n) throw new ProofFault('the proof is too long');
    if ((place & 1n) === 1n || place === last) {
      hash = await sha256(Uint8Array.of(1), sibling, hash);
      while ((place & 1n) === 0n && place !== 0n) [place, last] = [place >> 1n, last >> 1n];
    } else {
      hash = await sha256(Uint8Array.of(1), hash, sibling);
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  if (last !== 0n) throw new ProofFault('the proof is too short');
  return hash;
}

// name+id+base64, of a log (type 1).
export async function parseKey(written: string): Promise<LogKey> {
  const [, name, keyId, material] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(written.trim()) ?? [];
  if (!name || !keyId || !material) throw new ProofFault('not a public key');
  const bytes = fromBase64(material);
  if (bytes.length !== 33 || bytes[0] !== 1) throw new ProofFault('not the key of a log');
  const id = await sha256(utf8(`${name}\n`), bytes);
  if (hex(id.slice(0, 4)) !== keyId) throw new ProofFault('the id is not that of the key');
  return { name, keyId, publicKey: bytes.slice(1) };
}

export type Signed = 'signed' | 'not-signed' | 'cannot-say';

// Whether the log's key signed the checkpoint. A line that claims to be of the key and is wrong is a fault; a browser without Ed25519 cannot say.
export async function isSigned(checkpoint: Checkpoint, key: LogKey): Promise<Signed> {
  if (checkpoint.origin !== key.name) throw new ProofFault('the key is of another log');
  const lines = checkpoint.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  if (lines.length === 0) return 'not-signed';
  let opened: CryptoKey;
  try {
    opened = await crypto.subtle.importKey('raw', key.publicKey, 'Ed25519', false, ['verify']);
  } catch {
    return 'cannot-say';
  }
  for (const { blob } of lines) {
    if (!(await crypto.subtle.verify('Ed25519', opened, new Uint8Array(blob), utf8(checkpoint.text)))) throw new ProofFault('the signature is wrong');
  }
  return 'signed';
}

export interface Checked {
  proof: Proof;
  signed: Signed;
}

// The whole check: throws a ProofFault when it does not hold.
export async function checkProof(canonical: Uint8Array, written: string, key: LogKey): Promise<Checked> {
  const proof = parseProof(written);
  const leafData = await sha256(canonical);
  const root = await rootFrom(proof.index, proof.checkpoint.size, leafData, proof.hashes);
  if (!same(root, proof.checkpoint.root)) throw new ProofFault('the entry is not in the log that was signed');
  const signed = await isSigned(proof.checkpoint, key);
  if (signed === 'not-signed') throw new ProofFault('the key did not sign');
  return { proof, signed };
}
