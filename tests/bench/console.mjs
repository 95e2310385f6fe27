// What a person waits for at each desk, as Debian's Chromium measures it: console.mjs ROUNDS, in a house that is up (tests/bench/run.sh console).
//
// * Until a desk can be worked at: from the address line to the moment when its heading stands, its first answers are there, and no task of
//   the page holds the hand up for 50 ms any more. A new computer each time, nothing kept. Floor: the same page without its scripts.
// * An action: from asking to the whole answer, of every call that the desk makes by itself. Floor: a file of 233 bytes from the same gateway.
import { close, newContext, open, origin, sitDown } from '../../clients/console/tests/desk.mjs';
import { counted } from '../../clients/console/tests/counted.mjs';
import { filled } from '../../clients/console/tests/filled.mjs';

const ROUNDS = Number(process.argv[2] ?? 20);
const QUIET_MS = 500;
const DESKS = [
  ['Hospital', 'aysel-registrar', '/hospital'],
  ['Registration', 'aysel-registrar', '/hospital/register/new'],
  ['Social protection', 'samir-caseworker', '/social-protection'],
  ['Rehabilitation', 'aynur-clerk', '/rehabilitation'],
  ['Calendar', 'aynur-clerk', '/rehabilitation/calendar'],
  ['Employment', 'fidan-employment', '/employment'],
  ['Mine action', 'tural-anama', '/mine-action'],
  ['Statistics', 'xatira-statistician', '/statistics'],
  ['An indicator', 'xatira-statistician', '/statistics/figures/az-provisional/P1'],
  ['Privacy and audit', 'jamila-privacy', '/oversight'],
  ['Administration', 'ulviyya-access', '/administration'],
  ['My record', 'sevinj-survivor', '/my-record'],
];

const sorted = (numbers) => [...numbers].sort((one, other) => one - other);
const at = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN;
const shown = (numbers) => `${at(numbers, 0.5).toFixed(0).padStart(6)} ${at(numbers, 0.99).toFixed(0).padStart(6)}`;

// Long tasks, and calls with their answers, as the page goes on.
function watchPage() {
  window.held = 0;
  window.calls = [];
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.held = Math.max(window.held, task.startTime + task.duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) {
      const [, method] = /\/calls\/dayaq\.\w+\.v1\.\w+\/(\w+)$/.exec(new URL(one.name).pathname) ?? [];
      if (method) window.calls.push({ method, took: one.responseEnd - one.requestStart, ended: one.responseEnd });
    }
  }).observe({ type: 'resource', buffered: true });
}

// When nothing was asked, answered or computed for a while, what counts is when the last of it ended.
async function ready(page) {
  await page.locator('main h1').waitFor();
  const heading = await page.evaluate(() => performance.now());
  await page.waitForLoadState('networkidle');
  await page.waitForFunction((quiet) => performance.now() - Math.max(window.held, ...window.calls.map(({ ended }) => ended)) > quiet, QUIET_MS);
  return page.evaluate((stood) => ({ calls: window.calls, ready: Math.max(stood, window.held, ...window.calls.map(({ ended }) => ended)) }), heading);
}

async function floor(storageState) {
  const context = await newContext({ storageState, javaScriptEnabled: false });
  const page = await context.newPage();
  const began = performance.now();
  await page.goto(`${origin}/`);
  const took = performance.now() - began;
  await context.close();
  return took;
}

async function fileFloor(page, times) {
  return page.evaluate(async (count) => {
    const took = [];
    for (let one = 0; one < count; one += 1) {
      const began = performance.now();
      await (await fetch(`/mark.svg?${one}`, { cache: 'no-store' })).arrayBuffer();
      took.push(performance.now() - began);
    }
    return took;
  }, times);
}

await open();
await filled();
await counted();
const actions = new Map();
const [pages, bare] = [[], []];
let files = [];
for (const [name, subject, address] of DESKS) {
  const signedIn = await sitDown(subject);
  await signedIn.waitForLoadState('networkidle');
  const storageState = await signedIn.context().storageState();
  if (files.length === 0) files = await fileFloor(signedIn, ROUNDS * 5);
  await signedIn.context().close();
  const took = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await newContext({ storageState, serviceWorkers: 'block' });
    await context.addInitScript(watchPage);
    const page = await context.newPage();
    await page.goto(`${origin}${address}`);
    const seen = await ready(page);
    took.push(seen.ready);
    for (const { method, took: call } of seen.calls) actions.set(method, [...(actions.get(method) ?? []), call]);
    await context.close();
    bare.push(await floor(storageState));
  }
  pages.push([name, took]);
  process.stderr.write(`${name}: ${shown(took)} ms\n`);
}
await close();

console.log(`\nUntil a desk can be worked at, ms, ${ROUNDS} new computers each\n${''.padEnd(24)}    p50    p99  ratio of p50 to the floor`);
console.log(`${'the page without scripts'.padEnd(24)} ${shown(bare)}`);
for (const [name, took] of pages) console.log(`${name.padEnd(24)} ${shown(took)}  ${(at(took, 0.5) / at(bare, 0.5)).toFixed(1)}`);
console.log(`\nAn action as the browser waits for it, ms\n${''.padEnd(28)}    p50    p99  times  ratio`);
console.log(`${'a file of 233 bytes'.padEnd(28)} ${shown(files)}`);
for (const [method, took] of [...actions].sort()) {
  console.log(`${method.padEnd(28)} ${shown(took)} ${String(took.length).padStart(6)}  ${(at(took, 0.5) / at(files, 0.5)).toFixed(1)}`);
}
