// Tampering by the log's own keepers: they have its key and sign what they made. What outsiders remember is all there is against it.
import { write } from './log_files.mjs';
import { sha256 } from './tree.mjs';
import { NEXT } from './world.mjs';

const resigned = (how, size = 1_000) => (log, folder, all) => {
  const leaves = how(all.slice(0, size));
  log.files(leaves);
  log.checkpoint(leaves);
};
const edited = (at) => (leaves) => leaves.map((leaf, i) => (i === at ? sha256('another') : leaf));
const from = (at) => (leaves) => leaves.map((leaf, i) => (i >= at ? sha256(`another ${i}`) : leaf));
const inserted = (at) => (leaves) => [...leaves.slice(0, at), sha256('never happened'), ...leaves.slice(at)];
const without = (at) => (leaves) => [...leaves.slice(0, at), ...leaves.slice(at + 1)];
const reordered = (at) => (leaves) => leaves.map((leaf, i) => (i === at ? leaves[at + 1] : i === at + 1 ? leaves[at] : leaf));
const all = (leaves) => leaves;

const pastChanged = [
  ['a leaf is edited and signed anew', edited(300), 300, [256, 511]],
  ['the past is forked and signed anew', from(600), 600, [512, 699]],
  ['a leaf is inserted and signed anew', inserted(17), 17, [0, 255]],
  ['a leaf is deleted and signed anew', without(412), 412, [256, 511]],
  ['two leaves are reordered and signed anew', reordered(600), 600, [512, 699]],
  ['the whole log is another, signed by the right key', from(0), 0, [0, 255]],
  ['a restored log lost leaves and grew others', from(650), 650, [512, 699]],
].flatMap(([what, how, leaf, range]) => [
  { what, way: 'copy', leaf, tamper: resigned(how) },
  { what, way: 'state', leaf: range, tamper: resigned(how) },
  { what, way: 'witnesses', leaf: [0, 899], tamper: resigned(how) },
]);

export const byKeepers = [
  ...pastChanged,
  { what: 'a leaf after the last run, before the last witness is edited', way: 'witnesses', leaf: [0, 899], tamper: resigned(edited(800)) },
  { what: 'the tail is cut off behind what the last run saw', way: 'witnesses', leaf: 850, tamper: resigned(all, 850) },
  { what: 'the tail is cut off before what the last run saw', way: 'state', leaf: 650, tamper: resigned(all, 650) },
  { what: 'the log is empty again', way: 'state', leaf: 0, tamper: resigned(all, 0) },
  { what: 'an old checkpoint is shown', way: 'state', leaf: 699, tamper: (log, folder, leaves) => log.checkpoint(leaves.slice(0, 699)) },
  { what: 'the same size has another root', way: 'state', leaf: [0, 255], tamper: resigned(edited(3), 700) },
  { what: 'a checkpoint with an extension line', tamper: (log, folder, leaves) =>
    write(log.folder, 'checkpoint', log.signed(log.text(leaves.slice(0, 1_000), ['more']))) },
  { what: 'a size with a leading zero', tamper: (log, folder, leaves) =>
    write(log.folder, 'checkpoint', log.signed(log.text(leaves.slice(0, 1_000)).replace('\n1000\n', '\n01000\n'))) },
  { what: 'a sealed log grows', leaf: 900, tamper: (log, folder, leaves) => log.seal(leaves.slice(0, 900)) },
  { what: 'a seal has another root', leaf: [0, 999], tamper: (log, folder, leaves) => log.seal(edited(5)(leaves.slice(0, 1_000))) },
  { what: 'a seal is signed by somebody else', tamper: (log, folder, leaves) => {
    log.key = 'somebody';
    log.seal(leaves.slice(0, 1_000));
  } },
  { what: 'a seal names nobody', tamper: (log, folder, leaves) =>
    write(log.folder, 'seal', log.signed(log.text(leaves.slice(0, 1_000), [`ended ${NEXT}`]))) },
];
