// What people do at the desks, in a browser, against the real services. Run by tests/browser/run.sh, which starts the house. One test goes
// on where the one before ended: the register fills as it would.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';

import {
  accepted, choose, close, field, fillAll, fillDate, fillIncident, fillPerson, go, issuer, judge, look, narrow, newContext, numberOf, open, origin, pick, picture, search, send, signIn, sitDown, weigh,
} from './desk.mjs';

const PERSON = 'incident.casualties[0].facts';
const [AYSEL, LEYLA, SAMIR] = ['aysel-registrar', 'leyla-clinician', 'samir-caseworker'];
let aysel;
let numberOfFirst;

function isThere(process_) {
  try {
    process.kill(process_, 0);
    return true;
  } catch {
    return false;
  }
}

before(open);
after(close);

test('who is not signed in is asked to', async () => {
  const page = await (await newContext()).newPage();
  await page.goto(`${origin}/hospital`);
  await look(page, 'sign-in');
  await choose(page, 'ru');
  await picture(page, 'sign-in-ru');
  await page.goto(`${origin}/?sign-in=refused`);
  await page.getByRole('alert').waitFor();
});

test('a registrar begins with what needs her today', async () => {
  aysel = await sitDown(AYSEL);
  await aysel.waitForURL(/\/hospital$/);
  await look(aysel, 'work-list-empty');
});

test('what is missing is said at once, on top, and each line leads to its field', async () => {
  await aysel.goto(`${origin}/hospital/register/new`);
  await aysel.waitForURL(/\/0$/);
  await look(aysel, 'register-incident');
  await go(aysel);
  const summary = aysel.getByRole('alert');
  await summary.waitFor();
  assert.equal(await aysel.evaluate(() => document.activeElement?.getAttribute('role')), 'alert');
  await look(aysel, 'register-faults');
  await go(aysel);
  await summary.getByRole('link').first().click();
  assert.equal(await aysel.evaluate(() => document.activeElement?.id), 'field-incident-facts-occurred-on');
});

test('dates are taken as far as they are known, and no further', async () => {
  for (const [date, words] of [[['31', '2', '2024'], /Belə tarix yoxdur/], [['5', '', '2024'], /ay da yazılmalıdır/], [['1', '1', '2199'], /gələcəkdə/]]) {
    await fillDate(aysel, 'incident.facts.occurred_on', date);
    await aysel.locator('.fault', { hasText: words }).waitFor();
  }
  await fillDate(aysel, 'incident.facts.occurred_on', ['', '', '2024']);
  assert.equal(await aysel.locator('.fault', { hasText: /tarix|Tarix/ }).count(), 0);
});

test('an incident is registered step by step, with injuries chosen on the body', async () => {
  await fillIncident(aysel, { date: ['19', '11', '2025'] });
  await go(aysel);
  await aysel.waitForURL(/\/1$/);
  await fillPerson(aysel, { family: 'Nümunəzadə', given: 'Rəşad' });
  await field(aysel, `${PERSON}.identity.phone`).fill('050 123 45 67');
  await field(aysel, `${PERSON}.identity.phone`).blur();
  assert.equal(await field(aysel, `${PERSON}.identity.phone`).inputValue(), '+994501234567');
  await aysel.getByRole('checkbox', { name: 'sağ pəncə' }).click();
  await aysel.getByRole('checkbox', { name: 'sol əl' }).click();
  await field(aysel, `${PERSON}.injuries[0].kind`).selectOption('3');
  await field(aysel, `${PERSON}.injuries[0].level`).selectOption('16');
  await field(aysel, `${PERSON}.injuries[1].kind`).selectOption('1');
  await look(aysel, 'register-person');
  await narrow(aysel, 'register-person');
  await go(aysel);
  await aysel.waitForURL(/\/check$/);
  await look(aysel, 'register-check');
  await send(aysel);
  await accepted(aysel);
  numberOfFirst = await numberOf(aysel);
  assert.match(await aysel.locator('main').textContent(), /Audit qəbzi/);
  await look(aysel, 'register-accepted');
});

test('what was accepted is in the register, with what was said of it', async () => {
  await search(aysel, numberOfFirst);
  await aysel.getByRole('link', { name: `№ ${numberOfFirst}`, exact: true }).click();
  await aysel.getByRole('heading', { name: /Nümunəzadə Rəşad/ }).waitFor();
  const text = await aysel.locator('main').textContent();
  for (const words of ['+994 50 123 45 67', 'topuq oynağı (Sayma)', '19.11.2025']) assert.ok(text.includes(words), words);
  await look(aysel, 'incident');
  await aysel.emulateMedia({ media: 'print' });
  assert.equal(await aysel.locator('.head nav').isVisible(), false);
  await picture(aysel, 'incident-print');
  await aysel.emulateMedia({ media: 'screen' });
});

test('an incident is registered with the keyboard alone', async () => {
  const page = aysel;
  await page.goto(`${origin}/hospital`);
  const tabTo = async (selector) => {
    for (let count = 0; count < 120; count += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((one) => document.activeElement?.matches(one), selector)) return;
    }
    throw new Error(`the keyboard does not come to ${selector}`);
  };
  const id = (name) => `#field-${name.replace(/[^A-Za-z0-9]+/g, '-')}`;
  await page.locator('main h1').waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'skip');
  await tabTo('a[href="/hospital/register/new"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/0$/);
  await page.locator(id('incident.facts.occurred_on')).waitFor();
  await page.locator(`${id('incident.facts.district')} option[value="AZ-TAR"]`).waitFor({ state: 'attached' });
  await tabTo(id('incident.facts.occurred_on'));
  await page.keyboard.type('20');
  await page.keyboard.press('Tab');
  await page.keyboard.type('10');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2025');
  await tabTo('button[type=submit]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/1$/);
  await page.locator(id(`${PERSON}.identity.family_name`)).waitFor();
  await tabTo(id(`${PERSON}.identity.family_name`));
  await page.keyboard.type('Klaviaturova');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Lalə');
  await tabTo(`${id(`${PERSON}.outcome`)} input`);
  await page.keyboard.press('Space');
  await tabTo('path[aria-label="sağ əl"]');
  await page.keyboard.press('Space');
  assert.equal(await page.locator('path[aria-label="sağ əl"]').getAttribute('aria-checked'), 'true');
  await tabTo(id(`${PERSON}.injuries[0].kind`));
  await page.keyboard.type('ya');
  await tabTo('button[type=submit]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/check$/);
  await tabTo('button[type=submit]');
  await page.keyboard.press('Enter');
  await accepted(page);
});

test('a person who is in the register is found before being made twice', async () => {
  let shown = false;
  for (let tries = 0; tries < 10 && !shown; tries += 1) {
    await aysel.goto(`${origin}/hospital/register/new`);
    await aysel.waitForURL(/\/0$/);
    await fillIncident(aysel);
    await go(aysel);
    await aysel.waitForURL(/\/1$/);
    await fillPerson(aysel, { family: 'Numunezade', given: 'Reshad' });
    await aysel.getByText(/Bu şəxs reyestrdə ola bilər|oxşar şəxs yoxdur/).first().waitFor();
    shown = (await aysel.getByText('Bu şəxs reyestrdə ola bilər').count()) > 0;
  }
  assert.ok(shown);
  await look(aysel, 'register-found');
  await aysel.getByRole('button', { name: 'Bu şəxsdir: məlumatını götür' }).first().click();
  assert.equal(await field(aysel, `${PERSON}.identity.family_name`).inputValue(), 'Nümunəzadə');
});

test('a draft outlives a closed lid, and nobody else on this computer reads it', async () => {
  const context = await newContext();
  const first = await context.newPage();
  await first.goto(`${origin}/hospital/register/new`);
  await signIn(first, AYSEL);
  await first.waitForURL(/\/0$/);
  await fillIncident(first, { settlement: 'Gizlikənd' });
  await first.getByText(/saxlanıldı/).waitFor();
  await first.close();
  const again = await context.newPage();
  await again.goto(`${origin}/hospital`);
  await again.getByRole('heading', { name: 'Başa çatmamış qeydlər' }).waitFor();
  await look(again, 'work-list-drafts');
  const stored = await again.evaluate(async () => {
    const texts = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve) => { indexedDB.open(name).onsuccess = (event) => resolve(event.target.result); });
      for (const shelf of database.objectStoreNames) {
        const rows = await new Promise((resolve) => { database.transaction(shelf).objectStore(shelf).getAll().onsuccess = (event) => resolve(event.target.result); });
        for (const row of rows) texts.push(new TextDecoder('latin1').decode(row.sealed), Object.keys(row).sort().join());
      }
    }
    return texts;
  });
  assert.ok(stored.includes('changedAt,id,iv,sealed'));
  assert.doesNotMatch(stored.join(' '), /kənd|AZ-TAR/);
  await again.getByRole('link', { name: /^Davam et/ }).first().click();
  assert.equal(await field(again, 'incident.facts.settlement').inputValue(), 'Gizlikənd');
  await again.getByRole('button', { name: 'Çıxış' }).click();
  await again.waitForURL((url) => url.origin === issuer);
  await again.getByRole('button', { name: /Çıx/ }).click();
  await again.waitForURL((url) => url.origin === origin);
  await again.goto(`${origin}/hospital`);
  await signIn(again, 'rashad-registrar');
  await again.getByText('Sizi gözləyən iş yoxdur').waitFor();
  await context.close();
});

test('without a line one goes on, and what was handed in is stored once', async () => {
  await fillAll(aysel, { family: 'Xətsizova', given: 'Günay' });
  await aysel.context().setOffline(true);
  await aysel.getByText('Əlaqə yoxdur').waitFor();
  await send(aysel);
  await aysel.getByRole('heading', { name: 'Göndərilməyi gözləyir' }).waitFor();
  await look(aysel, 'waiting-offline').catch(() => undefined);
  await aysel.context().setOffline(false);
  await accepted(aysel);
  const number = await numberOf(aysel);
  await search(aysel, 'Xətsizova Günay');
  const rows = aysel.locator('ul.rows a[href^="/hospital/incidents/"]', { hasText: /№/ });
  await rows.first().waitFor();
  assert.deepEqual(await rows.allTextContents(), [`№ ${number}`]);
});

test('without a line the desk itself opens, and what is written there waits', async () => {
  await aysel.goto(`${origin}/hospital`);
  await aysel.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await aysel.context().setOffline(true);
  const answer = await aysel.reload();
  assert.ok(answer.fromServiceWorker(), 'the page was kept here');
  await fillAll(aysel, { family: 'Yolsuzova', given: 'Lamiyə' });
  await look(aysel, 'register-offline').catch(() => undefined);
  await send(aysel);
  await aysel.getByRole('heading', { name: 'Göndərilməyi gözləyir' }).waitFor();
  await aysel.context().setOffline(false);
  await accepted(aysel);
  const number = await numberOf(aysel);
  await search(aysel, 'Yolsuzova Lamiyə');
  const rows = aysel.locator('ul.rows a[href^="/hospital/incidents/"]', { hasText: /№/ });
  await rows.first().waitFor();
  assert.deepEqual(await rows.allTextContents(), [`№ ${number}`]);
});

test('an answer that was lost is not stored twice', async () => {
  await fillAll(aysel, { family: 'Qırıqova', given: 'Nərmin' });
  let lost = 0;
  await aysel.route('**/RegisterIncident', async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await send(aysel);
  await accepted(aysel);
  assert.equal(lost, 1);
  await aysel.unroute('**/RegisterIncident');
  await search(aysel, 'Qırıqova Nərmin');
  const rows = aysel.locator('ul.rows a[href^="/hospital/incidents/"]', { hasText: /№/ });
  await rows.first().waitFor();
  assert.equal(await rows.count(), 1);
});

test('what the service refuses comes back as a question, with the field to correct', async () => {
  await fillAll(aysel, { family: 'Sualova', given: 'Aytən' });
  await aysel.getByRole('button', { name: 'Geri' }).click();
  await aysel.waitForURL(/\/1$/);
  await pick(aysel, `${PERSON}.outcome`, 2);
  await fillDate(aysel, `${PERSON}.died_on`, ['1', '1', '2020']);
  await go(aysel);
  await aysel.waitForURL(/\/check$/);
  await send(aysel);
  await aysel.getByRole('button', { name: 'Aç və düzəlt' }).waitFor();
  await look(aysel, 'question');
  await aysel.getByRole('button', { name: /Aç və düzəlt|Open and correct/ }).click();
  await aysel.waitForURL(/\/1$/);
  await aysel.getByRole('alert').first().waitFor();
  await fillDate(aysel, `${PERSON}.died_on`, ['20', '11', '2025']);
  await go(aysel);
  await aysel.waitForURL(/\/check$/);
  await send(aysel);
  await accepted(aysel);
});

test('when two people correct at once, the later one sees both and decides', async () => {
  await search(aysel, numberOfFirst);
  await aysel.getByRole('link', { name: `№ ${numberOfFirst}`, exact: true }).click();
  await aysel.getByRole('link', { name: /Aqibəti düzəlt/ }).click();
  await aysel.getByRole('heading', { level: 1, name: /Aqibəti düzəlt/ }).waitFor();
  const other = await sitDown(AYSEL, new URL(aysel.url()).pathname);
  await look(aysel, 'correct');
  const write = async (page, outcome, reason) => {
    await pick(page, 'facts.outcome', outcome);
    await field(page, 'reason').fill(reason);
    await page.getByRole('button', { name: 'Yadda saxla' }).click();
  };
  await write(other, 3, 'aqibəti məlum deyil');
  await other.getByRole('heading', { name: /^Hadisə/ }).waitFor();
  await write(aysel, 2, 'sonra vəfat edib');
  await aysel.getByText('Sizin yazdığınız').waitFor();
  await look(aysel, 'two-people');
  const both = await aysel.getByRole('alert').textContent();
  assert.match(both, /həlak olub/);
  assert.match(both, /naməlum/);
  await aysel.getByRole('button', { name: 'Mənimki ilə dəyiş' }).click();
  await aysel.getByRole('heading', { name: /^Hadisə/ }).waitFor();
  await aysel.getByText(/həlak olub/).first().waitFor();
  await other.context().close();
});

test('when the session is over, the page stays and the work is kept', async () => {
  await fillAll(aysel, { family: 'Sessiyalı', given: 'Könül' });
  const cookies = await aysel.context().cookies();
  await aysel.context().clearCookies({ name: '__Host-dayaq-session' });
  await send(aysel);
  await aysel.getByText('Sessiyanız bitib').first().waitFor();
  await look(aysel, 'session-over');
  await choose(aysel, 'az');
  await signIn(aysel, AYSEL, { known: true });
  await accepted(aysel);
  assert.ok(cookies.some(({ name, httpOnly, secure, sameSite }) => name === '__Host-dayaq-session' && httpOnly && secure && sameSite === 'Strict'));
});

test('whoever is revoked in the middle of it is stopped at once, and what was written stays', async () => {
  const page = await sitDown('rashad-registrar');
  await fillAll(page, { family: 'Dayandırılmış', given: 'Elnarə' }, { district: 'AZ-BAR' });
  execFileSync('bash', ['-c', process.env.DAYAQ_REVOKE]);
  await send(page);
  await page.getByText('Sessiyanız bitib').first().waitFor();
  await page.getByRole('heading', { name: 'Göndərilməyi gözləyir' }).waitFor();
  await look(page, 'revoked');
  await page.context().close();
});

test('nothing of the session is within reach of a script', async () => {
  assert.equal(await aysel.evaluate(() => document.cookie), '');
  assert.doesNotMatch(await aysel.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })), /eyJ|csrf/i);
});

test('a role that does not read something is told what is hidden', async () => {
  const page = await sitDown(SAMIR, '/hospital');
  await page.getByRole('heading', { name: 'Belə səhifə yoxdur' }).waitFor();
  await look(page, 'not-there');
  await page.context().close();
  const expert = await sitDown('ramin-expert');
  await expert.getByRole('heading', { name: 'Sizin üçün masa yoxdur' }).waitFor();
  await look(expert, 'no-desk');
  await expert.context().close();
});

test('a caseworker sees entitlements that began by themselves, and why each is what it is', async () => {
  const page = await sitDown(SAMIR, '/social-protection/entitlements');
  const rows = page.locator('a[href^="/social-protection/entitlements/"]');
  for (let tries = 0; tries < 20 && (await rows.count()) === 0; tries += 1) {
    await page.waitForTimeout(1000);
    await page.reload();
    await page.waitForLoadState('networkidle');
  }
  await look(page, 'entitlements');
  await rows.first().click();
  await page.getByRole('heading', { level: 1, name: /Niyə bu məbləğ/ }).waitFor();
  await look(page, 'entitlement');
  await narrow(page, 'entitlement');
  await page.context().close();
});

test('dark, and at twice the size, it is as readable', async () => {
  const page = await sitDown(LEYLA, '/', { colorScheme: 'dark', viewport: { width: 512, height: 400 }, deviceScaleFactor: 2 });
  await page.locator('main h1').waitFor();
  await look(page, 'dark-twice');
  await page.context().close();
  const dark = await sitDown(AYSEL, '/hospital/register/new', { colorScheme: 'dark' });
  await dark.waitForURL(/\/0$/);
  await look(dark, 'register-dark');
  await dark.getByRole('button', { name: 'İşıqlı görünüş' }).click();
  await dark.locator('html[data-mantine-color-scheme="light"]').waitFor();
  await dark.context().close();
  await aysel.goto(`${origin}/hospital`);
  await aysel.locator('main h1').waitFor();
  await look(aysel, 'work-list');
  await narrow(aysel, 'work-list');
});

weigh(test, [[AYSEL, '/hospital'], [SAMIR, '/social-protection']]);

test('while a service is away, the desk says so and loses nothing', async () => {
  const service = Number(process.env.DAYAQ_INCIDENT_PID);
  process.kill(service, 'SIGTERM');
  // It answers those that are inside before it goes.
  for (let tries = 0; tries < 300 && isThere(service); tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  await aysel.goto(`${origin}/hospital`);
  await aysel.getByText('Xidmət hazırda cavab vermir').first().waitFor({ timeout: 90_000 });
  await look(aysel, 'service-away');
});

judge(test);
