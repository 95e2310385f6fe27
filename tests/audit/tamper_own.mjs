// What is held against a log: receipts, archives, proofs, and the log it goes on from.
import { writeFileSync } from 'node:fs';
import { record } from './archive.mjs';
import { write } from './log_files.mjs';
import { inclusion, leafHash, sha256, base64 } from './tree.mjs';
import { join, Log, ORIGIN, receiptOf } from './world.mjs';

const SIZE = 300;
const canonical = (i) => Buffer.from(`\x08\x01\x12\x02u${i % 10}`);
// Two entries may be equal here but for their place; make each its own.
const entry = (i) => Buffer.concat([canonical(i), Buffer.from([0xba, 1, 32]), sha256(`nonce ${i}`)]);
const leafOf = (i) => sha256(entry(i));
const small = Array.from({ length: SIZE }, (_, i) => leafOf(i));
const publish = (log) => log.publish(small);
const key = (folder, name) => join(folder, 'keys', name);
const source = (folder) => [join(folder, 'log'), '--key', key(folder, 'log')];

const receiptArgs = (folder) => ['receipts', ...source(folder), '--receipts', join(folder, 'receipts'), '--receipt-key', key(folder, 'receipts')];
const receipts = (lines) => (log, folder) => {
  publish(log);
  writeFileSync(join(folder, 'receipts'), lines.map((bytes) => `2026-11-29T10:00:00+04:00 ${base64(bytes).replace(/=+$/, '')}\n`).join(''));
};
const honest = (i) => receiptOf(leafOf(i), { uid: `018f0000-0000-7000-8000-${String(i).padStart(12, '0')}` });

const archiveArgs = (folder) => ['archive', join(folder, 'archive'), ...source(folder)];
const archive = (how) => (log, folder) => {
  publish(log);
  const all = Array.from({ length: 50 }, (_, i) => ({ seq: 100 + 2 * i, canonical: entry(100 + 2 * i) }));
  writeFileSync(join(folder, 'archive'), how(all.map(record)));
};
const archived = (at, bytes) => (all) => Buffer.concat(all.map((one, i) => (i === at ? record(bytes(100 + 2 * i)) : one)));

const proofArgs = (folder) => ['proof', join(folder, 'proof'), '--entry', join(folder, 'entry'), '--key', key(folder, 'log')];
const proof = ({ index = 123, bytes = entry(index), hashes = (h) => h, checkpoint = (text) => text, key: signer = 'log' } = {}) => (log, folder) => {
  log.key = signer;
  const all = small.map((leaf) => leafHash(leaf));
  const path = hashes(inclusion(all, 123, 0, SIZE)).map(base64).join('\n');
  writeFileSync(join(folder, 'proof'), `c2sp.org/tlog-proof@v1\nindex ${index}\n${path}\n\n${checkpoint(log.signed(log.text(small)))}`);
  writeFileSync(join(folder, 'entry'), bytes);
};

// A log that is sealed and the one that goes on from it.
const chainArgs = (folder) => ['log', join(folder, 'log'), join(folder, 'next'), '--key', key(folder, 'log'), '--key', key(folder, 'next')];
const chain = ({ opening, NEXT }, { seal = true, names = NEXT, former = ORIGIN, last = SIZE, shown = (bytes) => bytes, hasOpening = true } = {}) =>
  (log, folder) => {
    publish(log);
    if (seal) log.seal(small, names);
    const next = new Log(join(folder, 'next'), { origin: NEXT, key: 'next' });
    const bytes = opening(former, log.text(small.slice(0, last)));
    next.publish([sha256(bytes), ...small.slice(0, 20)]);
    if (hasOpening) write(next.folder, 'opening', shown(bytes));
  };

export const ofOwnFiles = (tools) => ({
  sound: [
    { what: 'receipts that are honoured, and one that may wait',
      args: receiptArgs,
      // Younger than a minute, however long the cases before took.
      tamper: (log, folder) => receipts([honest(1), honest(299), receiptOf(sha256('late'), { at: Math.floor(Date.now() / 1000) })])(log, folder) },
    { what: 'an archive of some of the entries', tamper: archive((all) => Buffer.concat(all)), args: archiveArgs },
    { what: 'a proof of one entry', tamper: proof(), args: proofArgs },
    { what: 'a log that goes on from a sealed one', tamper: chain(tools), args: chainArgs },
  ],
  tampered: [
    ['an entry was taken away before it had its place', receipts([honest(1), receiptOf(sha256('suppressed'))]), receiptArgs],
    ['a receipt is forged', receipts([honest(1), receiptOf(leafOf(2), { key: 'somebody' })]), receiptArgs],
    ['a receipt is edited', receipts([honest(1), (() => { const bytes = honest(2); bytes[60] ^= 1; return bytes; })()]), receiptArgs],
    ['a receipt is cut', receipts([honest(1), honest(2).subarray(0, -3)]), receiptArgs],
    ['an archived entry is edited', archive(archived(7, (seq) => ({ seq, canonical: Buffer.concat([entry(seq), Buffer.from('x')]) }))), archiveArgs, 114],
    ['the nonce of an archived entry is swapped', archive(archived(9, (seq) => ({ seq, canonical: Buffer.concat([canonical(seq), Buffer.from([0xba, 1, 32]), sha256('other')]) }))), archiveArgs, 118],
    ['an archived entry stands at another place', archive(archived(9, () => ({ seq: 117, canonical: entry(118) }))), archiveArgs, 117],
    ['two archived entries are reordered', archive((all) => Buffer.concat([...all.slice(0, 3), all[4], all[3], ...all.slice(5)])), archiveArgs],
    ['an archive is cut off', archive((all) => Buffer.concat(all).subarray(0, -5)), archiveArgs],
    ['an archive has an entry the log has not', archive((all) => Buffer.concat([...all, record({ seq: 300, canonical: entry(300) })])), archiveArgs, 300],
    ['the entry of a proof is edited', proof({ bytes: Buffer.concat([entry(123), Buffer.from('x')]) }), proofArgs, 123],
    ['a proof is of another place', proof({ index: 124, bytes: entry(123) }), proofArgs, 124],
    ['a hash of a proof is edited', proof({ hashes: (h) => [sha256('x'), ...h.slice(1)] }), proofArgs, 123],
    ['a proof is too short', proof({ hashes: (h) => h.slice(1) }), proofArgs, 123],
    ['a proof is signed by somebody', proof({ key: 'somebody' }), proofArgs, 123],
    ['the checkpoint of a proof is edited', proof({ checkpoint: (text) => text.replace('\n300\n', '\n301\n') }), proofArgs, 123],
    ['the opening of a log is edited', chain(tools, { shown: (b) => Buffer.concat([b, Buffer.from('x')]) }), chainArgs, 0],
    ['the opening of a log is gone', chain(tools, { hasOpening: false }), chainArgs],
    ['a log goes on from one that is not sealed', chain(tools, { seal: false }), chainArgs],
    ['the seal names another log', chain(tools, { names: 'audit.dayaq.az/log/3' }), chainArgs],
    ['the opening names another log', chain(tools, { former: 'audit.dayaq.az/log/7' }), chainArgs],
    ['the opening names an earlier checkpoint', chain(tools, { last: SIZE - 1 }), chainArgs],
  ].map(([what, tamper, args, leaf]) => ({ what, tamper, args, leaf })),
});
