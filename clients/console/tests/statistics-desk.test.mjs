// What statisticians and the second person of a release do at their desk, in a browser, against the real services. Run by
// tests/browser/run.sh, which starts the house. One test goes on where the one before ended.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { counted } from './counted.mjs';
import { close, field, judge, look, narrow, open, origin, picture, proveIt, sitDown, weigh } from './desk.mjs';
import { ask, until } from './house.mjs';

const [XATIRA, LEYLA] = ['xatira-statistician', 'leyla-checker'];
const P1 = '/statistics/figures/az-provisional/P1';
let house;
let xatira;
let leyla;
let release;

before(async () => {
  await open();
  house = await counted();
});
after(close);

const press = (page, name) => page.getByRole('button', { name, exact: true }).first().click();
const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();
const number = (page, name) => page.locator('dl.numbers > div', { has: page.getByText(name, { exact: true }) }).locator('dd');
// What is shown once the table that was asked for is there.
const settled = async (page) => {
  await page.waitForTimeout(500);
  await page.waitForLoadState('networkidle');
  await page.locator('section[aria-busy=false]').waitFor();
};
const knownThen = async (page) => Number(await number(page, 'O gün məlum idi').textContent());

test('the desk begins with what waits and how the count stands', async () => {
  xatira = await sitDown(XATIRA);
  await xatira.waitForURL(/\/statistics$/);
  const outcomes = house.incidents.flatMap(({ casualties }) => casualties);
  assert.equal(await number(xatira, 'Partlayıcı sursatdan zərər çəkənlərin sayı').textContent(), String(house.before.people + house.people));
  assert.equal(await number(xatira, 'Həlak olmuş').textContent(), String(outcomes.filter(({ facts }) => facts.outcome === 'OUTCOME_KILLED').length + house.before.killed));
  await xatira.getByText('Sizi gözləyən buraxılış yoxdur').waitFor();
  await look(xatira, 'statistics-today');
  await narrow(xatira, 'statistics-today');
});

test('every indicator says whether it is counted, and why not', async () => {
  await xatira.goto(`${origin}/statistics/figures`);
  await xatira.getByText(/Hesablanmır: /).first().waitFor();
  await look(xatira, 'indicators');
  await xatira.getByRole('link', { name: 'Partlayıcı sursatdan zərər çəkənlərin sayı' }).first().click();
  await heading(xatira, 'Partlayıcı sursatdan zərər çəkənlərin sayı');
});

test('the slider goes back to what was known on a day, by keyboard and by date', async () => {
  await settled(xatira);
  assert.equal(await knownThen(xatira), house.before.people + house.people);
  await field(xatira, 'known_until').fill('2024-06-30');
  await settled(xatira);
  const hurt = (from, until) => house.incidents.filter(({ facts: { occurredOn } }) => occurredOn.year * 100 + occurredOn.month >= from && occurredOn.year * 100 + occurredOn.month <= until).flatMap(({ casualties }) => casualties).length;
  assert.equal(await knownThen(xatira), hurt(202301, 202312), 'those of 2024 were not known yet');
  assert.equal(await number(xatira, 'Sonradan məlum olan fərq').textContent(), `+${hurt(202401, 202406) + house.before.untilMidsummer}`, 'who was hurt until then and known later');
  await look(xatira, 'figures-as-of');
  const slider = xatira.locator('input[type=range]');
  await slider.focus();
  for (let times = 0; times < 3; times += 1) await xatira.keyboard.press('ArrowRight');
  assert.equal(await field(xatira, 'known_until').inputValue(), '2024-07-03');
  await xatira.keyboard.press('Home');
  await settled(xatira);
  assert.equal(await knownThen(xatira), 0, 'nothing was known then');
  await xatira.keyboard.press('End');
  await settled(xatira);
  assert.equal(await knownThen(xatira), house.before.people + house.people);
});

test('a map and the districts say the same, and what is small is hidden with its reason', async () => {
  await xatira.getByRole('checkbox', { name: 'Nəticə' }).uncheck();
  await xatira.getByRole('checkbox', { name: 'Rayon' }).check();
  await field(xatira, 'from').fill('2024-01-01');
  await field(xatira, 'until').fill('2024-12-31');
  await settled(xatira);
  await xatira.locator('svg.district-map').waitFor();
  const of = (code) => house.incidents.filter(({ facts }) => facts.occurredOn.year === 2024 && facts.district === code).flatMap(({ casualties }) => casualties).length;
  await xatira.getByRole('cell', { name: String(of('AZ-AGM')), exact: true }).first().waitFor();
  assert.equal(await xatira.locator('svg.district-map title', { hasText: `Ağdam: ${of('AZ-AGM')}` }).count() > 0, true);
  await look(xatira, 'figures-map');
  await narrow(xatira, 'figures-map');
  await xatira.getByRole('checkbox', { name: 'Cins' }).check();
  await settled(xatira);
  await xatira.getByText(/“\.\.” gizlədilmiş rəqəmdir/).waitFor();
  await look(xatira, 'figures-hidden');
});

test('time is divided into whole years, and a day that leaves none is told', async () => {
  await xatira.goto(`${origin}${P1}`);
  await field(xatira, 'from').fill('2023-01-01');
  await field(xatira, 'step').selectOption('1');
  await settled(xatira);
  await xatira.locator('svg.chart').waitFor();
  await look(xatira, 'figures-months');
  await field(xatira, 'known_until').fill('2023-06-30');
  await xatira.getByText('Bu günədək bitmiş dövr yoxdur').waitFor();
});

test('a rate is told by the year, in its unit', async () => {
  await xatira.goto(`${origin}/statistics/figures/az-provisional/P2`);
  await settled(xatira);
  await xatira.getByRole('columnheader', { name: 'Rəqəm, 100 000 nəfərə' }).first().waitFor();
  await look(xatira, 'figures-rate');
});

// Chooses a table on the page of an indicator and puts it into the draft.
async function take(indicator, dimensions, step = '') {
  await xatira.goto(`${origin}/statistics/figures/az-provisional/${indicator}`);
  await field(xatira, 'from').fill('2024-01-01');
  await field(xatira, 'until').fill('2024-12-31');
  if (step !== '') await field(xatira, 'step').selectOption(step);
  const boxes = xatira.locator('fieldset', { hasText: 'Bölgülər' }).getByRole('checkbox');
  for (let place = 0; place < (await boxes.count()); place += 1) await boxes.nth(place).uncheck();
  for (const dimension of dimensions) await xatira.getByRole('checkbox', { name: dimension }).check();
  await settled(xatira);
  await press(xatira, 'Bu cədvəli layihəyə əlavə et');
  await xatira.getByText('Bu cədvəl layihədədir').waitFor();
}

test('tables are put together into a release, and all faults are named at once', async () => {
  await take('P1', ['Nəticə', 'Cins']);
  await take('P1', ['Rayon']);
  await take('P3', [], '1');
  await xatira.getByRole('link', { name: /^Layihəyə keç \(3\)$/ }).click();
  await heading(xatira, 'Yeni buraxılış');
  await press(xatira, 'Hazırla');
  await xatira.locator('[role=alert] a').first().waitFor();
  assert.equal(await xatira.locator('[role=alert] li a').count(), 2, 'both titles');
  await look(xatira, 'release-draft-faults');
  await field(xatira, 'title_az').fill('2024-cü ilin zərərçəkənləri');
  await field(xatira, 'title_en').fill('Casualties of 2024');
  await xatira.reload();
  await xatira.waitForFunction(() => document.querySelector('#field-title-az')?.value === '2024-cü ilin zərərçəkənləri');
  await press(xatira, 'Yalnız yoxla');
  await xatira.getByText('Hər şey qaydasındadır').waitFor();
  await narrow(xatira, 'release-draft');
  await press(xatira, 'Hazırla');
  await xatira.waitForURL(/\/statistics\/releases\/[0-9a-f-]{36}$/);
  release = new URL(xatira.url()).pathname;
  await heading(xatira, '2024-cü ilin zərərçəkənləri');
  assert.equal(await xatira.getByRole('button', { name: 'Yenidən hesabla və yoxla' }).count(), 0, 'nobody checks what they drafted');
  await xatira.getByText('Fayllar dərcdən sonra götürülür.').waitFor();
  await look(xatira, 'release-drafted');
  await narrow(xatira, 'release-drafted');
});

test('a second person finds it waiting, proves who she is, and counts it once more', async () => {
  leyla = await sitDown(LEYLA);
  await leyla.waitForURL(/\/statistics$/);
  await leyla.locator('section.card', { hasText: 'Sizin addımınızı gözləyir' }).getByRole('link', { name: '2024-cü ilin zərərçəkənləri' }).click();
  await press(leyla, 'Yenidən hesabla və yoxla');
  await leyla.getByText('güclü üsulla').first().waitFor();
  await look(leyla, 'release-step-up');
  await proveIt(leyla, LEYLA);
  await press(leyla, 'Yenidən hesabla və yoxla');
  await leyla.locator('.release-steps .done', { hasText: 'Yoxlanılıb' }).waitFor();
  await leyla.getByText('Bu addımı başqa şəxs atmalıdır').waitFor();
  await leyla.goto(`${origin}/statistics/releases/new`);
  await leyla.getByText('Rolunuz buraxılışları yoxlayır').waitFor();
});

test('it is published, and what was hidden is said', async () => {
  await xatira.goto(`${origin}${release}`);
  await proveIt(xatira, XATIRA);
  await press(xatira, 'Dərc et');
  await xatira.locator('.release-steps .done', { hasText: 'Dərc olunub' }).waitFor();
  const { disclosure } = await ask(XATIRA, 'statistics.ReleaseService/GetRelease', { name: release.replace('/statistics/', '') });
  const shown = await xatira.locator('section.card', { hasText: 'Nə gizlədilib və niyə' }).textContent();
  for (const [name, value] of [['Xanalar', disclosure.cells], ['Kiçik olduğu üçün gizlədilib', disclosure.primary ?? '0'], ['Onlar tapılmasın deyə gizlədilib', disclosure.complementary ?? '0']]) {
    assert.ok(shown.includes(`${name}${value}`), `${name} ${value}`);
  }
  await look(xatira, 'release-published');
  await field(xatira, 'place').selectOption('1');
  await xatira.locator('svg.district-map').waitFor();
  await look(xatira, 'release-map');
});

const files = {};
test('every file can be taken, and it comes out the same again', async () => {
  const names = await xatira.getByRole('button', { name: /^Götür: / }).all();
  assert.equal(names.length, 7);
  for (const one of names) {
    const [taken] = await Promise.all([xatira.waitForEvent('download'), one.click()]);
    files[taken.suggestedFilename().replace(/^release-2024-12-31-[0-9a-f]{12}\./, '')] = readFileSync(await taken.path(), 'utf8');
  }
  assert.deepEqual(Object.keys(files).sort(), ['az.html', 'csv', 'en.html', 'sdmx.csv', 'structure.xml', 'txt', 'xml']);
  assert.match(files['structure.xml'], /<message:Structure /);
  assert.match(files['az.html'], /2024-cü ilin zərərçəkənləri/);
  await press(xatira, 'Yenidən hesabla və müqayisə et');
  await xatira.getByText('Eynidir, baytına qədər').waitFor();
});

test('the printed report stands by itself: charts, the map, and nothing that is hidden', async () => {
  const { cells } = await ask(XATIRA, 'statistics.ReleaseService/GetReleaseTable', { name: release.replace('/statistics/', ''), place: 1 });
  for (const language of ['az', 'en']) {
    const page = await xatira.context().newPage();
    await page.setContent(files[`${language}.html`]);
    assert.equal(await page.locator('svg.map').count(), 1);
    assert.ok((await page.locator('svg.chart').count()) >= 3);
    const hidden = cells.filter(({ status }) => status === 'CELL_STATUS_HIDDEN').length;
    assert.equal(await page.locator('svg.map path[fill="url(#hidden)"]').count(), hidden);
    await picture(page, `report-${language}`);
    await page.emulateMedia({ media: 'print' });
    const pdf = await page.pdf({ path: path.join(process.env.DAYAQ_PICTURES, `report-${language}.pdf`), format: 'A4', printBackground: true });
    assert.ok(pdf.length > 10_000);
    await page.close();
  }
});

test('what others published stands beside what is counted here', async () => {
  await xatira.goto(`${origin}/statistics/published`);
  await xatira.locator('.reconciled').first().waitFor();
  assert.equal(await xatira.locator('.reconciled').count(), 23);
  await xatira.getByText('Prezidentin müraciətində 68 nəfər deyilir').waitFor();
  await look(xatira, 'published-figures');
  await narrow(xatira, 'published-figures');
});

test('a file of somebody else is checked and not kept', async (t) => {
  await xatira.goto(`${origin}/statistics/file`);
  await press(xatira, 'Yoxla');
  await xatira.getByRole('alert').first().waitFor();
  const give = (name, content) => xatira.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(content) });
  await give('ours.xml', files.xml);
  await field(xatira, 'indicator_set').selectOption('az-provisional');
  await press(xatira, 'Yoxla');
  await xatira.getByText('bütün cəmlər düz gəlir').waitFor();
  await give('broken.xml', '<nothing/>');
  await press(xatira, 'Yoxla');
  await xatira.getByRole('alert').first().waitFor();
  const shared = path.join(process.env.DAYAQ_SHARED ?? path.resolve('../shared'), 'data/laos_sdg18/SDG_DSD_Laos.Goal.18.xml');
  if (!existsSync(shared)) return t.diagnostic(`without the file of Laos, which is not here: ${shared}`);
  await give('laos.xml', readFileSync(shared));
  await field(xatira, 'indicator_set').selectOption('lao-sdg18');
  await press(xatira, 'Yoxla');
  await xatira.getByText(/düz gəlməyən cəmlər: 2/).waitFor();
  await look(xatira, 'file-checked');
});

test('of two who act on one release the later one sees both', async () => {
  const draft = await ask(XATIRA, 'statistics.ReleaseService/DraftRelease', {
    titleAz: 'Sınaq', titleEn: 'Trial', tables: [{ indicator: 'az-provisional/P1', from: { year: 2023, month: 1, day: 1 }, until: { year: 2023, month: 12, day: 31 } }],
  });
  await xatira.goto(`${origin}/statistics/releases/${draft.uid}`);
  await xatira.getByRole('button', { name: 'Geri götür…' }).click();
  await ask(LEYLA, 'statistics.ReleaseService/CheckRelease', { name: draft.name, etag: draft.etag }, { strongly: true });
  await press(xatira, 'Geri götür');
  await xatira.getByText('İndi reyestrdə olan').waitFor();
  await look(xatira, 'release-two-people');
  await press(xatira, 'Mənimki ilə dəyiş');
  await xatira.locator('.mantine-Badge-root', { hasText: 'Geri götürülüb' }).waitFor();
  await xatira.goto(`${origin}/statistics/releases`);
  await xatira.locator('ul.rows > li').nth(1).waitFor();
  await look(xatira, 'releases');
});

test('whoever has no part in figures has no such desk', async () => {
  const page = await sitDown('samir-caseworker', '/statistics');
  await heading(page, 'Belə səhifə yoxdur');
  await page.context().close();
});

test('at twice the size and in the dark it is as readable', async () => {
  const page = await sitDown(XATIRA, P1, { colorScheme: 'dark', viewport: { width: 512, height: 400 }, deviceScaleFactor: 2 });
  await settled(page);
  await look(page, 'figures-dark-twice');
  await page.context().close();
});

weigh(test, [[XATIRA, '/statistics'], [XATIRA, P1]]);

test('while the service is away, the desk says so', async () => {
  const service = Number(process.env.DAYAQ_STATISTICS_PID);
  process.kill(service, 'SIGTERM');
  await until(() => {
    try {
      return !process.kill(service, 0);
    } catch {
      return true;
    }
  }, 'the statistics service is away');
  await leyla.goto(`${origin}/statistics`);
  await leyla.getByText('Xidmət hazırda cavab vermir').first().waitFor({ timeout: 90_000 });
  await look(leyla, 'statistics-away');
});

judge(test);
