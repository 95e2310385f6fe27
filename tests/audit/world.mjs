// An invented log at two moments, and hands that can do everything its keepers can: write files, sign, cosign.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logFiles, read, write } from './log_files.mjs';
import { checkpointText, cosignLine, leafHash, root, sha256, signLine, vkey } from './tree.mjs';

export const ORIGIN = 'audit.dayaq.az/log/1', NEXT = 'audit.dayaq.az/log/2';
export const seed = (name) => sha256(`a seed for tests only: ${name}`);
export const now = Math.floor(Date.now() / 1000);
const WITNESSES = ['w1', 'w2', 'w3'];

export const rootOf = (leaves) => root(leaves.map((leaf) => leafHash(leaf)));

// What a log's own hand publishes: tiles of `leaves`, a signed checkpoint, and one that two witnesses signed at `witnessed` leaves.
export class Log {
  constructor(folder, { origin = ORIGIN, key = 'log' } = {}) {
    Object.assign(this, { folder, origin, key });
  }

  files(leaves) {
    for (const [path, bytes] of logFiles(leaves)) write(this.folder, path, bytes);
  }

  text(leaves, more = []) {
    return checkpointText(this.origin, leaves.length, rootOf(leaves), more);
  }

  signed(text) {
    return `${text}\n${signLine(text, this.origin, seed(this.key))}`;
  }

  checkpoint(leaves) {
    write(this.folder, 'checkpoint', this.signed(this.text(leaves)));
  }

  witnessed(leaves, { names = ['w1', 'w2'], at = now - 60 } = {}) {
    const text = this.text(leaves);
    const lines = names.map((name) => cosignLine(text, `witness.example/${name}`, seed(name), at));
    write(this.folder, 'checkpoint.witnessed', this.signed(text) + lines.join(''));
  }

  publish(leaves, witnessed = leaves) {
    this.files(leaves);
    this.witnessed(witnessed);
    this.checkpoint(leaves);
  }

  seal(leaves, next = NEXT) {
    write(this.folder, 'seal', this.signed(this.text(leaves, [`sealed ${next}`])));
  }
}

// The bytes of the first entry of a log that goes on from another: method "audit/seal", the former origin, the former checkpoint.
export function opening(formerOrigin, formerText) {
  const field = (number, bytes) => {
    const tag = number < 16 ? [(number << 3) | 2] : [((number << 3) & 127) | 130, number >> 4];
    return Buffer.concat([Buffer.from([...tag, bytes.length]), bytes]);
  };
  return Buffer.concat([
    Buffer.from([8, 1]),
    field(11, Buffer.from('audit/seal')),
    field(17, Buffer.from(formerOrigin)),
    field(21, sha256(formerText)),
    field(23, sha256('a nonce')),
  ]);
}

export const receiptOf = (leaf, { service = 'survivor', uid = '018f0000-0000-7000-8000-000000000001', at = now - 3600, key = 'receipts' } = {}) => {
  const text = `dayaq-audit-receipt/v1\n${service}\n${uid}\n${leaf.toString('base64')}\n${at}\n`;
  const field = (number, bytes) => Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
  const seconds = [];
  for (let rest = at; rest > 0; rest = Math.floor(rest / 128)) seconds.push((rest % 128) | (rest > 127 ? 128 : 0));
  return Buffer.concat([
    field(1, Buffer.from(service)), field(2, Buffer.from(uid)), field(3, leaf), field(4, Buffer.from([8, ...seconds])),
    field(5, signLineless(text, key)),
  ]);
};
const signLineless = (text, key) => Buffer.from(signLine(text, 'x', seed(key)).split(' ')[2], 'base64').subarray(4);

// A place of its own for a case, with public keys beside.
export function place(base) {
  const folder = mkdtempSync(join(base, 'case-'));
  const keys = join(folder, 'keys');
  mkdirSync(keys);
  const keep = (name, text) => writeFileSync(join(keys, name), `${text}\n`);
  keep('log', vkey(ORIGIN, 1, seed('log')));
  keep('next', vkey(NEXT, 1, seed('next')));
  keep('receipts', vkey('receipts.dayaq.az', 1, seed('receipts')));
  for (const name of WITNESSES) keep(name, vkey(`witness.example/${name}`, 4, seed(name)));
  return folder;
}

export const copy = (from, to) => { cpSync(from, to, { recursive: true }); };
export const remove = (folder, path) => unlinkSync(join(folder, path));
export const change = (folder, path, how) => write(folder, path, how(Buffer.from(read(folder, path))));
export const discard = (folder) => rmSync(folder, { recursive: true, force: true });

export const witnessFlags = (folder) => [...WITNESSES.flatMap((name) => ['--witness', join(folder, 'keys', name)]), '--quorum', '2'];

// Runs dayaq-audit-verify; its exit code and what it said.
export function verify(binary, args) {
  const run = spawnSync(binary, ['--lang', 'en', ...args], { encoding: 'utf8' });
  const said = `${run.stdout}${run.stderr}`;
  const exact = /first bad leaf: ([0-9]+)$/m.exec(said), between = /first bad leaf: between ([0-9]+) and ([0-9]+)$/m.exec(said);
  const leaf = exact ? [Number(exact[1]), Number(exact[1])] : between ? [Number(between[1]), Number(between[2])] : undefined;
  return { status: run.status, said, leaf };
}

export { join };
