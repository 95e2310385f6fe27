// A person at a desk, in Debian's Chromium: signed in by the real identity provider, watched for whatever the page must not do.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { chromium } from 'playwright-core';

export const origin = process.env.DAYAQ_CONSOLE;
export const issuer = process.env.DAYAQ_ISSUER;
const pictures = process.env.DAYAQ_PICTURES;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PATIENCE_MS = Number(process.env.DAYAQ_PATIENCE ?? 30) * 1000;

let browser;
// What no page may do: break the Content-Security-Policy, ask anybody else for anything, throw.
export const found = { policy: [], foreign: [], thrown: [], axe: [], wide: [], pages: new Set() };

export async function open() {
  mkdirSync(pictures, { recursive: true });
  // The worker that keeps the pages is fetched by the browser itself, which asks for a known certificate unless told otherwise.
  browser = await chromium.launch({ executablePath: process.env.DAYAQ_BROWSER, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--ignore-certificate-errors'] });
}
export const close = () => browser?.close();

function watch(page) {
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('pageerror', (error) => found.thrown.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) found.policy.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin && url.origin !== issuer) found.foreign.push(request.url());
  });
}

export async function newContext(options = {}) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'az', timezoneId: 'Asia/Baku', viewport: { width: 1024, height: 800 }, reducedMotion: 'reduce', colorScheme: 'light', ...options });
  context.on('page', watch);
  return context;
}

// `known`: the identity provider of this computer remembers who signed in, and asks nothing.
export async function signIn(page, subject, { known = false } = {}) {
  const link = page.getByRole('link', { name: /^(Daxil ol|Yenidən daxil ol)$/ }).first();
  if (known) {
    await Promise.all([page.waitForResponse((answer) => answer.url().includes('/auth/callback')), link.click()]);
  } else {
    await link.click();
    await page.locator(`button[value="${subject}"]`).click();
  }
  await page.waitForURL((url) => url.origin === origin && !url.pathname.startsWith('/auth/'));
}

// A new person at a new computer.
export async function sitDown(subject, address = '/', options) {
  const context = await newContext(options);
  const page = await context.newPage();
  await page.goto(`${origin}${address}`);
  await signIn(page, subject);
  await page.locator('main h1').waitFor();
  return page;
}

export async function choose(page, language) {
  await page.locator('select:has(option[value="ru"])').selectOption(language);
  await page.locator(`html[lang="${language}"]`).waitFor();
}

export const picture = (page, name) => page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });

const fitsAcross = (page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1);

// The page in Azerbaijani and English: nothing that keeps anybody out, nothing wider than the window, and a picture.
export async function look(page, name) {
  await page.locator('main h1').waitFor();
  await page.waitForLoadState('networkidle');
  for (const language of ['en', 'az']) {
    await choose(page, language);
    await page.evaluate(axe);
    const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), RULES);
    for (const { id, nodes } of violations) found.axe.push(`${name} ${language}: ${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary?.split('\n')[1]?.trim()}`).join(' | ')}`);
    if (!(await fitsAcross(page))) found.wide.push(`${name} ${language}`);
    await picture(page, `${name}-${language}`);
  }
  found.pages.add(name);
}

export async function narrow(page, name) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  if (!(await fitsAcross(page))) found.wide.push(`${name} at 320`);
  await picture(page, `${name}-320`);
  await page.setViewportSize(before);
}

// What a desk loads until it stands: its own files, for what is answered is as long as there is work. At a new computer of somebody who is
// signed in already.
export async function bytesOfDesk(subject, address) {
  const page = await sitDown(subject);
  await page.waitForLoadState('networkidle');
  const context = await newContext({ storageState: await page.context().storageState() });
  const fresh = await context.newPage();
  const sizes = [];
  fresh.on('requestfinished', (request) => { if (request.resourceType() !== 'fetch') sizes.push(request.sizes()); });
  await fresh.goto(`${origin}${address}`);
  await fresh.locator('main h1').waitFor();
  await fresh.waitForLoadState('networkidle');
  const bytes = (await Promise.all(sizes)).reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  await context.close();
  await page.context().close();
  return bytes;
}

const LARGEST_DESK = 250_000;
// `desks`: [subject, address].
export function weigh(test, desks) {
  for (const [subject, address] of desks) {
    test(`the desk ${address} loads with at most 250 kB`, async (t) => {
      const bytes = await bytesOfDesk(subject, address);
      t.diagnostic(`${address}: ${bytes} bytes`);
      assert.ok(bytes > 50_000 && bytes <= LARGEST_DESK, String(bytes));
    });
  }
}

// What is said of all pages that were looked at.
export function judge(test) {
  test('no page keeps anybody out', (t) => {
    t.diagnostic(`${found.pages.size} pages, each in two languages`);
    assert.deepEqual(found.axe, []);
  });
  test('no page is wider than its window', () => assert.deepEqual(found.wide, []));
  test('no page breaks the Content-Security-Policy', () => assert.deepEqual(found.policy, []));
  test('no page asks anybody else for anything', () => assert.deepEqual(found.foreign, []));
  test('no page throws', () => assert.deepEqual(found.thrown, []));
}

// Through the stronger sign-in and back to the same page.
export async function proveIt(page, subject) {
  await page.getByRole('link', { name: /Şəxsiyyətimi təsdiqlə|Təsdiqlə və davam et/ }).first().click();
  const code = page.locator('input[name=code]');
  await code.waitFor().catch(async (error) => {
    await picture(page, `not-proven-${subject}`);
    throw new Error(`${page.url()}: ${error.message}`);
  });
  await code.fill(await code.getAttribute('data-code'));
  await page.locator(`button[value="${subject}"]`).click();
  await page.waitForURL((url) => url.origin === origin && !url.pathname.startsWith('/auth/'));
  await page.locator('main h1').waitFor();
}

// Over a grid with the keyboard: down each column and over to the next, until the cell in focus is the one.
export async function walk(page, css, words = '') {
  const there = () => page.evaluate(([match, text]) => document.activeElement?.matches(match) && document.activeElement.textContent.includes(text), [css, words]);
  await page.keyboard.press('Home');
  for (let column = 0; column < 12; column += 1) {
    for (let step = 0; step < 40; step += 1) {
      if (await there()) return;
      const before = await page.evaluate(() => document.activeElement?.dataset.spot);
      await page.keyboard.press('ArrowDown');
      if ((await page.evaluate(() => document.activeElement?.dataset.spot)) === before) break;
    }
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
  }
  throw new Error('the keyboard does not come there');
}

// ---- fields, by the names of the contract

const id = (field) => `#field-${field.replace(/[^A-Za-z0-9]+/g, '-')}`;
export const field = (page, name) => page.locator(id(name));

export async function fillDate(page, name, [day, month, year]) {
  const parts = page.locator(`fieldset:has(> .date ${id(name)}) input`);
  for (const [place, value] of [day, month, year].entries()) await parts.nth(place).fill(value);
}

export const pick = (page, name, value) => page.locator(`${id(name)} input[value="${value}"]`).check();
export const go = (page) => page.getByRole('button', { name: /^(Davam et|Continue)$/ }).click();
export const send = (page) => page.getByRole('button', { name: /^(Göndər|Send)$/ }).click();

export async function fillIncident(page, { date = ['19', '11', '2025'], settlement = 'Nümunəkənd', district = 'AZ-TAR' } = {}) {
  await fillDate(page, 'incident.facts.occurred_on', date);
  await page.locator(`${id('incident.facts.district')} option[value="${district}"]`).waitFor({ state: 'attached' });
  await field(page, 'incident.facts.district').selectOption(district);
  await field(page, 'incident.facts.settlement').fill(settlement);
  await field(page, 'incident.facts.device_category').selectOption('1');
}

const PERSON = 'incident.casualties[0].facts';
export async function fillPerson(page, { family, given, outcome = 1 }) {
  await field(page, `${PERSON}.identity.family_name`).fill(family);
  await field(page, `${PERSON}.identity.given_name`).fill(given);
  await pick(page, `${PERSON}.outcome`, outcome);
}

// A whole registration by the shortest way, up to the last page.
export async function fillAll(page, person, incident) {
  await page.goto(`${origin}/hospital/register/new`);
  await page.waitForURL(/\/hospital\/register\/[0-9a-f-]{36}\/0$/);
  await fillIncident(page, incident);
  await go(page);
  await page.waitForURL(/\/1$/);
  await fillPerson(page, person);
  await go(page);
  await page.waitForURL(/\/check$/);
}

export const accepted = (page) => page.getByRole('heading', { level: 1, name: /Hadisə qeydə alındı|The incident is registered/ }).waitFor();
export const numberOf = async (page) => /\d{8,}/.exec(await page.locator('dd').first().textContent())[0];

export async function search(page, words) {
  await page.goto(`${origin}/hospital`);
  await page.locator('#field-search').fill(words);
  await page.locator('form[role=search] button').click();
  await page.waitForLoadState('networkidle');
}
