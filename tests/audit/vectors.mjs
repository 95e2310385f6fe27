// vectors.mjs FILE: the published test vectors, worked out once more without a line of the code that made them.
import { readFileSync } from 'node:fs';
import { tilePath } from './log_files.mjs';
import {
  base64, checkpointText, cosigned, ed25519Sign, leafHash, openCheckpoint, parseKey, root, sha256, vkey,
} from './tree.mjs';

const vectors = JSON.parse(readFileSync(process.argv[2]));
const say = (holds, what) => console.log(`${holds ? 'ok' : 'not ok'} ${what}`);

// Fields of dayaq.audit.v1.Entry in their order: number, name, kind.
const FIELDS = [
  [1, 'schema_version', 'number'], [2, 'uid', 'text'], [3, 'time', 'time'], [4, 'staff_uid', 'text'], [5, 'session', 'text'], [6, 'role', 'text'],
  [7, 'institution', 'text'], [8, 'purpose', 'text'], [9, 'service', 'text'], [10, 'peer', 'text'], [11, 'method', 'text'],
  [12, 'action', 'text'], [13, 'request_id', 'text'], [14, 'trace_id', 'text'], [15, 'decision', 'decision'], [16, 'reason', 'text'],
  [17, 'resources', 'texts'], [18, 'resource_count', 'number'], [19, 'resources_hash', 'bytes'], [20, 'disclosed', 'classes'],
  [21, 'before_hash', 'bytes'], [22, 'after_hash', 'bytes'], [23, 'nonce', 'bytes'], [24, 'replayed', 'number'],
  [25, 'validate_only', 'number'], [26, 'on_behalf_of', 'text'], [27, 'account', 'text'], [28, 'calls', 'number'], [29, 'asked', 'texts'],
];
const DECISIONS = ['DECISION_UNSPECIFIED', 'DECISION_ALLOWED', 'DECISION_DENIED', 'DECISION_FAILED'];
const CLASSES = { DATA_CLASS_IDENTITY: 4, DATA_CLASS_HEALTH: 5 };

function varint(number) {
  const bytes = [];
  let rest = BigInt(number);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}
const numbered = (field, number) => Buffer.concat([varint(field << 3), varint(number)]);
const lengthed = (field, bytes) => Buffer.concat([varint((field << 3) | 2), varint(bytes.length), bytes]);
const time = (text) => {
  const [, whole, fraction] = /^(.*?)(?:\.([0-9]+))?Z$/.exec(text);
  const nanos = Number((fraction ?? '').padEnd(9, '0'));
  return Buffer.concat([numbered(1, Date.parse(`${whole}Z`) / 1000), ...(nanos ? [numbered(2, nanos)] : [])]);
};
const WRITE = {
  number: (field, value) => numbered(field, Number(value)),
  text: (field, value) => lengthed(field, Buffer.from(value)),
  texts: (field, value) => Buffer.concat(value.map((one) => lengthed(field, Buffer.from(one)))),
  bytes: (field, value) => lengthed(field, Buffer.from(value, 'base64')),
  time: (field, value) => lengthed(field, time(value)),
  decision: (field, value) => numbered(field, DECISIONS.indexOf(value)),
  classes: (field, value) => lengthed(field, Buffer.from(value.map((name) => CLASSES[name]))),
};
vectors.entries.forEach(({ entry, canonical_hex: canonical, leaf_data_hex: leaf }, at) => {
  const bytes = Buffer.concat(FIELDS.filter(([, name]) => name in entry).map(([field, name, kind]) => WRITE[kind](field, entry[name])));
  say(bytes.toString('hex') === canonical && sha256(bytes).toString('hex') === leaf, `canonical bytes and leaf data of entry ${at}`);
});
say(Object.keys(vectors.entries[1].entry).length === FIELDS.length, 'one entry has every field');

const hashes = Array.from({ length: 600 }, (_, i) => leafHash(sha256(`entry ${i}`)));
say(vectors.trees.every(({ size, root_hex: hex }) => root(hashes, 0, size).toString('hex') === hex), `${vectors.trees.length} roots`);
say(vectors.tile_paths.every(({ level, index, width, path }) => tilePath(level < 0 ? 'entries' : level, index, width) === path), 'paths of tiles');

const { seed_hex: seedHex, witness_seed_hex: witnessHex, note, vkey: logKey, witness_vkey: witnessKey } = vectors.checkpoint;
const opened = openCheckpoint(note, parseKey(logKey));
say(opened.size === 600 && opened.note.text === checkpointText(opened.origin, 600, sha256('some root')), 'the checkpoint is signed');
say(cosigned(opened.note, [parseKey(witnessKey)]).get('witness.example/w1') === 1_790_000_000, 'the checkpoint is cosigned');
say(vkey(opened.origin, 1, Buffer.from(seedHex, 'hex')) === logKey, 'the public key of the log');
say(vkey('witness.example/w1', 4, Buffer.from(witnessHex, 'hex')) === witnessKey, 'the public key of the witness');
const signature = ed25519Sign(Buffer.from(vectors.receipt.seed_hex, 'hex'), vectors.receipt.text);
say(vectors.receipt.serialized_hex.endsWith(signature.toString('hex')), 'the signature of the receipt');
say(vectors.receipt.text.includes(base64(sha256('canonical bytes'))), 'the leaf of the receipt');
