// campaign.mjs VERIFIER WORK: a log is tampered with in every way we know, and the verifier must find each, naming the first bad leaf as
// closely as can be told from what an outsider has. Prints "ok ..." and "not ok ..." lines.
import { mkdirSync } from 'node:fs';
import { byFiles } from './tamper_files.mjs';
import { byKeepers } from './tamper_keepers.mjs';
import { ofOwnFiles } from './tamper_own.mjs';
import { judge } from './log_files.mjs';
import { copy, discard, join, Log, NEXT, opening, ORIGIN, place, seed, verify, witnessFlags } from './world.mjs';
import { parseKey, sha256, vkey } from './tree.mjs';

const [binary, work] = process.argv.slice(2);
mkdirSync(work, { recursive: true });
const leaves = Array.from({ length: 1_100 }, (_, i) => sha256(`entry ${i}`));
const STATE_AT = 700, SIZE = 1_000;

let failed = 0;
const say = (holds, what, more = '') => {
  if (!holds) failed += 1;
  console.log(`${holds ? 'ok' : 'not ok'} ${what}${holds ? '' : `: ${more}`}`);
};

// The log as it is when nobody tampered: an auditor looked at 700 leaves, witnesses at 900, now there are 1,000.
function prepared() {
  const folder = place(work);
  const log = new Log(join(folder, 'log'));
  log.publish(leaves.slice(0, STATE_AT));
  for (const flags of [['--state', join(folder, 'state')], ['--copy', join(folder, 'copy')]]) {
    const first = verify(binary, ['log', log.folder, '--key', join(folder, 'keys/log'), ...flags]);
    if (first.status !== 0) throw new Error(first.said);
  }
  log.publish(leaves.slice(0, SIZE), leaves.slice(0, 900));
  return folder;
}

// A large log, for tiles of higher levels.
function preparedLarge() {
  const folder = place(work);
  new Log(join(folder, 'log')).publish(Array.from({ length: 66_000 }, (_, i) => sha256(`entry ${i}`)));
  return folder;
}

const ways = {
  alone: () => [],
  state: (folder) => ['--state', join(folder, 'state')],
  copy: (folder) => ['--copy', join(folder, 'copy')],
  witnesses: witnessFlags,
};
const key = parseKey(vkey(ORIGIN, 1, seed('log')));
const logArgs = (folder, way) => ['log', join(folder, 'log'), '--key', join(folder, 'keys/log'), ...ways[way](folder)];

function within(found, expected) {
  if (expected === undefined) return true;
  const [from, to] = Array.isArray(expected) ? expected : [expected, expected];
  return found !== undefined && found[0] === from && found[1] === to;
}

// Each case on a copy of its own. `leaf`: the leaf that must be named, or the two it must lie between.
function run(base, { what, way = 'alone', tamper, leaf, judged, args }) {
  const folder = place(work);
  copy(base, folder);
  tamper(new Log(join(folder, 'log')), folder, leaves);
  const found = verify(binary, args ? args(folder) : logArgs(folder, way));
  say(found.status === 1 && within(found.leaf, leaf), `${what}${way === 'alone' ? '' : ` (${way})`}`, `exit ${found.status} ${found.said}`);
  if (judged) {
    let message = 'accepted';
    try { judge(join(folder, 'log'), key); } catch (error) { message = error.message; }
    say(message !== 'accepted', `${what}: the other verifier refuses it too`, message);
  }
  discard(folder);
}

const base = prepared();
// Without tampering every way is quiet: what follows is not refused for another reason.
for (const way of Object.keys(ways)) {
  const folder = place(work);
  copy(base, folder);
  const found = verify(binary, logArgs(folder, way));
  say(found.status === 0, `nothing is found in the log as it is (${way})`, found.said);
  discard(folder);
}
const cases = [...byFiles, ...byKeepers];
for (const one of cases) run(base, one);
discard(base);
const large = preparedLarge();
say(verify(binary, logArgs(large, 'witnesses')).status === 0, 'nothing is found in a log of 66,000 leaves');
for (const one of byFiles.large) run(large, one);
discard(large);
const own = ofOwnFiles({ leaves, binary, opening, NEXT, seed });
for (const one of own.sound) {
  const folder = place(work);
  one.tamper(new Log(join(folder, 'log')), folder, leaves);
  const found = verify(binary, one.args(folder));
  say(found.status === 0, one.what, found.said);
  discard(folder);
}
const empty = place(work);
for (const one of own.tampered) run(empty, one);
discard(empty);
const count = cases.length + byFiles.large.length + own.tampered.length;
say(count >= 50, `${count} ways to tamper were tried`);
process.exitCode = failed === 0 ? 0 : 1;
