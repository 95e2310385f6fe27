// What rehabilitation, social protection and employment do at their desks, in a browser, against the real services. Run by
// tests/browser/run.sh, which starts the house. One test goes on where the one before ended.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { close, field, judge, look, narrow, open, origin, pick, picture, proveIt, signIn, sitDown, walk, weigh } from './desk.mjs';
import { day, filled, iso, refusedByBank, sql } from './filled.mjs';
import { ask, until } from './house.mjs';

const [AYNUR, VUGAR, SAMIR, FIDAN] = ['aynur-clerk', 'vugar-prosthetist', 'samir-caseworker', 'fidan-employment'];
let house;
let aynur;
let vugar;
let runAddress;

before(async () => {
  await open();
  house = await filled();
});
after(close);

const said = (page, words) => page.locator('p[role=status]', { hasText: words }).first().waitFor();
const press = (page, name) => page.getByRole('button', { name, exact: true }).first().click();
const row = (page, words) => page.locator('ul.rows > li', { hasText: words }).first();

// ---- rehabilitation

test('a centre begins with whom to call, who comes, and who needs another time', async () => {
  aynur = await sitDown(AYNUR);
  await aynur.waitForURL(/\/rehabilitation$/);
  const due = row(aynur, house.people[1].number);
  await due.waitFor();
  await look(aynur, 'rehabilitation-today');
  await narrow(aynur, 'rehabilitation-today');
  assert.doesNotMatch(await aynur.locator('main').textContent(), /Yenilənən/, 'no name before somebody asks for one');
});

test('who it is, and how to reach them, is opened for one person at a time', async () => {
  const due = row(aynur, house.people[1].number);
  await due.getByRole('button', { name: 'Zəngin nəticəsi' }).click();
  await due.getByRole('button', { name: 'Kimdir və necə tapmalı' }).click();
  await due.getByText('+994 50 200 01 01').waitFor();
  assert.match(await due.textContent(), /Yenilənən Sevda/);
  await look(aynur, 'rehabilitation-call');
});

test('what came of a call is recorded, and the next free slot kept', async () => {
  const due = () => row(aynur, house.people[1].number);
  await due().locator('select').selectOption('2');
  await due().getByRole('button', { name: 'Nəticəni yaz' }).click();
  await said(aynur, 'Yazıldı');
  await due().getByText(/cəhd: 1/).waitFor();
  const hold = due().getByRole('button', { name: 'Ən yaxın boş vaxtı saxla' });
  if (!(await hold.isVisible())) await due().getByRole('button', { name: 'Zəngin nəticəsi' }).click();
  await hold.click();
  await said(aynur, 'Vaxt saxlanıldı');
});

const taken = (page, number) => page.locator('td.taken', { hasText: number }).first();

test('an appointment is moved with the keyboard alone', async () => {
  await aynur.goto(`${origin}/rehabilitation/calendar/${iso(day(1))}`);
  const { number } = house.people[0];
  await taken(aynur, number).waitFor();
  await look(aynur, 'calendar');
  await narrow(aynur, 'calendar');
  await aynur.locator('td[tabindex="0"]').focus();
  await walk(aynur, 'td.taken', number);
  await aynur.keyboard.press('Enter');
  const panel = aynur.locator('.panel');
  await panel.waitFor();
  await panel.getByRole('button', { name: 'Köçür' }).focus();
  await aynur.keyboard.press('Enter');
  await aynur.locator('td.fits').first().waitFor();
  await look(aynur, 'calendar-moving');
  await aynur.locator('td[tabindex="0"]').focus();
  await walk(aynur, 'td.fits');
  await aynur.keyboard.press('Enter');
  await said(aynur, 'Köçürüldü');
});

test('an appointment is dragged to another time', async () => {
  const { number } = house.people[2];
  const specialist = house.rehabilitation.specialists[1].uid;
  // The whole day before the eyes: what has to be scrolled first is no drag.
  const before = aynur.viewportSize();
  await aynur.setViewportSize({ width: 1024, height: 1500 });
  await aynur.goto(`${origin}/rehabilitation/calendar/${iso(day(1))}`);
  await taken(aynur, number).dragTo(aynur.locator(`td[data-spot="${specialist}-${14 * 60}"]`));
  await said(aynur, '14:00');
  await aynur.locator(`td.taken[data-spot="${specialist}-${14 * 60}"]`).waitFor();
  await aynur.setViewportSize(before);
});

test('somebody is booked where the calendar is free, and not where it is taken meanwhile', async () => {
  const [specialist] = house.rehabilitation.specialists;
  await aynur.goto(`${origin}/rehabilitation/calendar/${iso(day(2))}`);
  await aynur.locator(`td[data-spot="${specialist.uid}-${15 * 60}"]`).click();
  await field(aynur, 'episode').waitFor();
  await aynur.getByRole('button', { name: 'Yaz', exact: true }).click();
  await aynur.getByRole('alert').waitFor();
  await field(aynur, 'number').fill(house.people[2].number.slice(0, 4));
  await field(aynur, 'episode').selectOption(house.rehabilitation.episodes[1].uid);
  await field(aynur, 'visit').selectOption('2');
  await look(aynur, 'calendar-book');
  await ask(AYNUR, 'rehabilitation.AppointmentService/BookAppointment', {
    episode: house.rehabilitation.episodes[0].name, visit: 'VISIT_KIND_PHYSIOTHERAPY', specialistUid: specialist.uid, startsTime: new Date(`${iso(day(2))}T15:00:00+04:00`).toISOString(),
  });
  await aynur.getByRole('button', { name: 'Yaz', exact: true }).click();
  await aynur.locator('.panel [role=alert]').first().waitFor();
  await picture(aynur, 'calendar-taken');
  await aynur.reload();
  await aynur.locator(`td[data-spot="${specialist.uid}-${16 * 60}"]`).click();
  // What was chosen is still there.
  await aynur.waitForFunction((uid) => document.querySelector('#field-episode')?.value === uid, house.rehabilitation.episodes[1].uid);
  await aynur.getByRole('button', { name: 'Yaz', exact: true }).click();
  await said(aynur, '16:00');
});

test('when two people move one appointment, the later one sees both and decides', async () => {
  const { appointments } = await ask(AYNUR, 'rehabilitation.AppointmentService/ListAppointments', { survivor: house.people[2].name, states: ['APPOINTMENT_STATE_BOOKED'] });
  const one = appointments[0];
  const on = iso(day(1));
  await aynur.goto(`${origin}/rehabilitation/calendar/${on}/move/${one.uid}`);
  await aynur.locator('td.fits').first().waitFor();
  await ask(AYNUR, 'rehabilitation.AppointmentService/MoveAppointment', {
    name: one.name, etag: one.etag, specialistUid: one.specialistUid, startsTime: new Date(`${on}T12:00:00+04:00`).toISOString(),
  });
  await aynur.locator(`td[data-spot="${one.specialistUid}-${10 * 60}"]`).click();
  await aynur.getByText('Sizin yazdığınız').waitFor();
  await look(aynur, 'calendar-two-people');
  assert.match(await aynur.getByRole('alert').textContent(), /12:00/);
  await press(aynur, 'Mənimki ilə dəyiş');
  await said(aynur, '10:00');
});

test('the calendar is shown by room, and as the week of one specialist', async () => {
  const by = aynur.locator('select', { has: aynur.locator('option[value=rooms]') });
  await by.selectOption('rooms');
  await aynur.getByRole('columnheader', { name: 'Zal 1' }).waitFor();
  await look(aynur, 'calendar-rooms');
  await by.selectOption(house.rehabilitation.specialists[0].uid);
  await aynur.getByRole('columnheader', { name: /^B\.e\./ }).waitFor();
  await look(aynur, 'calendar-week');
});

test('a role that reads no devices is told so', async () => {
  assert.equal(await aynur.getByRole('link', { name: 'Cihazlar' }).count(), 0);
  await aynur.goto(`${origin}/rehabilitation/devices`);
  await aynur.getByText('Rolunuz buna icazə vermir').first().waitFor();
  await look(aynur, 'device-board-denied');
});

const card = (page, column) => page.locator(`[data-column=${column}] .device`).first();

test('a device goes over the board step by step, by dragging and by its button', async () => {
  vugar = await sitDown(VUGAR, '/rehabilitation/devices');
  await card(vugar, 'prescribed').waitFor();
  await look(vugar, 'device-board');
  await narrow(vugar, 'device-board');
  await card(vugar, 'prescribed').dragTo(vugar.locator('[data-column=measured]'));
  await vugar.locator('.panel').waitFor();
  await look(vugar, 'device-step');
  await vugar.locator('.panel button[type=submit]').click();
  await said(vugar, 'Yazıldı');
  await card(vugar, 'measured').locator('button').focus();
  await vugar.keyboard.press('Enter');
  await press(vugar, 'Daha bir hissə');
  await field(vugar, 'components[0].kind').selectOption('3');
  await field(vugar, 'components[0].maker').fill('Nümunə Ayaq');
  await field(vugar, 'components[0].serial').fill('b-77/1');
  await vugar.locator('.panel button[type=submit]').click();
  await said(vugar, 'Yazıldı');
  await card(vugar, 'fabricated').getByRole('link').click();
  await vugar.getByText('B-77/1').waitFor();
  await look(vugar, 'device');
});

test('when two people record a step at once, the later one sees both', async () => {
  const name = `devices/${new URL(vugar.url()).pathname.split('/').at(-1)}`;
  const now = await ask(VUGAR, 'rehabilitation.DeviceService/GetDevice', { name });
  await ask(VUGAR, 'rehabilitation.DeviceService/RecordDeviceStep', { name, etag: now.etag, kind: 'DEVICE_STEP_KIND_FITTED', doneOn: day(0) });
  await vugar.locator('form.panel button[type=submit]').click();
  await vugar.getByText('İndi reyestrdə olan').waitFor();
  await look(vugar, 'device-two-people');
  await press(vugar, 'Reyestrdəki qalsın');
});

test('renewals are listed by month and state, and what is to come is drawn and told in numbers', async () => {
  await vugar.goto(`${origin}/rehabilitation/renewals`);
  await row(vugar, house.people[1].number).waitFor();
  await look(vugar, 'renewals');
  await vugar.goto(`${origin}/rehabilitation/forecast`);
  await vugar.locator('svg.chart').waitFor();
  await vugar.getByRole('cell').first().waitFor();
  await look(vugar, 'forecast');
  await narrow(vugar, 'forecast');
});

// ---- social protection

test('a caseworker proposes a run, and sees what differs from last month', async () => {
  const page = await sitDown(SAMIR, '/social-protection');
  await look(page, 'social-today');
  await page.getByRole('link', { name: 'Ödəniş siyahıları' }).click();
  await press(page, 'Yeni siyahı təklif et');
  await field(page, 'source_account').fill('state-budget');
  await field(page, 'district').selectOption('AZ-TAR');
  await look(page, 'run-propose');
  // The next working day: the calendar of the country is the service's to know.
  for (let ahead = 0; ahead < 14 && !/\/runs\/[0-9a-f-]{36}$/.test(page.url()); ahead += 1) {
    await field(page, 'execute_on').fill(iso(day(ahead)));
    await page.locator('form button[type=submit]').click();
    await Promise.race([page.waitForURL(/\/runs\/[0-9a-f-]{36}$/), page.getByRole('alert').first().waitFor()]);
    await page.waitForLoadState('networkidle');
  }
  runAddress = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'Rədd et…' }).waitFor();
  await look(page, 'run-proposed');
  await narrow(page, 'run-proposed');
  assert.equal(await page.getByRole('button', { name: 'Yoxladım, düzgündür' }).count(), 0, 'nobody verifies what they proposed');
  assert.match(await page.locator('main').textContent(), /siz,/);
  await page.context().close();
});

test('somebody else verifies it; of two who do so at once one is told', async () => {
  const page = await sitDown('kamran-verifier');
  await row(page, 'Ödəniş siyahısı').getByRole('link').click();
  await page.getByRole('button', { name: 'Yoxladım, düzgündür' }).waitFor();
  const name = `paymentRuns/${runAddress.split('/').at(-1)}`;
  const now = await ask('kamran-verifier', 'payment.PaymentRunService/GetRun', { name });
  await ask('kamran-verifier', 'payment.PaymentRunService/VerifyRun', { name, etag: now.etag });
  await page.getByRole('button', { name: 'Yoxladım, düzgündür' }).click();
  await page.getByText('İndi reyestrdə olan').waitFor();
  await look(page, 'run-two-people');
  await press(page, 'Reyestrdəki qalsın');
  await page.context().close();
});

test('a third approves it after a stronger sign-in, and what was written is still there', async () => {
  const page = await sitDown('aytan-approver', runAddress);
  await field(page, 'available_qepik').fill('abc');
  await press(page, 'Təsdiq et');
  await page.getByRole('alert').first().waitFor();
  await field(page, 'available_qepik').fill('1 250 000,50');
  await field(page, 'funds_document').fill('Xəzinə 7');
  await press(page, 'Təsdiq et');
  await page.getByText('güclü üsulla').first().waitFor();
  await look(page, 'run-step-up');
  await proveIt(page, 'aytan-approver');
  await page.waitForFunction(() => document.querySelector('#field-available-qepik')?.value === '1 250 000,50');
  await press(page, 'Təsdiq et');
  await page.locator('.steps .done', { hasText: 'Təsdiq' }).waitFor();
  await page.context().close();
});

test('a fourth releases it and takes the file; a session that ends in between loses nothing', async () => {
  const page = await sitDown('ilqar-releaser', runAddress);
  await page.context().clearCookies({ name: '__Host-dayaq-session' });
  await press(page, 'Pulu burax');
  await page.getByText('Sessiyanız bitib').first().waitFor();
  await signIn(page, 'ilqar-releaser', { known: true });
  await page.locator('main h1').waitFor();
  await proveIt(page, 'ilqar-releaser');
  await press(page, 'Pulu burax');
  const take = page.getByRole('button', { name: /^Götür: / });
  await take.waitFor();
  await look(page, 'run-filed');
  const [download] = await Promise.all([page.waitForEvent('download'), take.click()]);
  assert.match(download.suggestedFilename(), /\.xml$/);
  await page.context().close();
});

test('from the ward to the bank file to a published figure: who was paid is counted, and nobody is named', async () => {
  // Of today not everything is known, so a figure is as of yesterday at the latest: what became known today is moved there.
  await until(async () => Number(sql("SELECT count(*) FROM statistics.fact WHERE kind = 'CASUALTY'")) >= house.people.length, 'the layer has them');
  sql("BEGIN; SET LOCAL session_replication_role = replica; UPDATE statistics.fact SET recorded_from = recorded_from - interval '3 days', recorded_until = recorded_until - interval '3 days'; COMMIT");
  const year = (number) => ({ from: { year: number, month: 1, day: 1 }, until: { year: number, month: 12, day: 31 } });
  const draft = await until(() => ask('xatira-statistician', 'statistics.ReleaseService/DraftRelease', {
    titleAz: 'Palatadan rəqəmədək', titleEn: 'From the ward to the figure', tables: [{ indicator: 'az-provisional/P1', dimensions: ['OUTCOME'], ...year(house.incident.facts.occurredOn.year) }],
  }).catch((error) => { if (!/LAYER_BEHIND/.test(error.message)) throw error; }), 'the layer has heard everything');
  const checked = await ask('leyla-checker', 'statistics.ReleaseService/CheckRelease', { name: draft.name, etag: draft.etag }, { strongly: true });
  await ask('xatira-statistician', 'statistics.ReleaseService/PublishRelease', { name: draft.name, etag: checked.etag }, { strongly: true });
  const page = await sitDown('xatira-statistician', `/statistics/${draft.name}`);
  await page.getByRole('cell', { name: 'Xəsarət almış' }).first().waitFor();
  await page.getByRole('row', { name: new RegExp(`Cəmi ${house.people.length}$`) }).waitFor();
  assert.doesNotMatch(await page.locator('main').textContent(), /Protezli|Rüstəm/);
  await look(page, 'ward-to-figure');
  await page.context().close();
});

test('what the bank sends back is a question with its reason, and is answered once', async () => {
  await refusedByBank({ name: `paymentRuns/${runAddress.split('/').at(-1)}` });
  const page = await sitDown('sanan-reconciler');
  await page.waitForURL(/\/social-protection$/);
  await page.getByRole('link', { name: 'Qaytarılanlar və suallar' }).click();
  const question = row(page, 'AC04');
  await question.waitFor();
  await look(page, 'bank-questions');
  await question.getByRole('link').click();
  await press(page, 'Mən işləyirəm');
  await pick(page, 'answer', 1);
  await field(page, 'reason').fill('yeni hesab qeyd edilib');
  await look(page, 'bank-question');
  await narrow(page, 'bank-question');
  await press(page, 'Cavabı yaz');
  await said(page, 'Cavab yazıldı');
  await page.context().close();
});

test('an appeal is taken in by one person and decided by another', async () => {
  const address = `/social-protection/entitlements/${house.allowance.uid}`;
  const page = await sitDown(SAMIR, address);
  await press(page, 'Şikayəti qeyd et…');
  await field(page, 'ground').selectOption('2');
  await field(page, 'reference').fill('M-17');
  await press(page, 'Qeyd et');
  await row(page, 'M-17').waitFor();
  await look(page, 'entitlement-appeal');
  await page.getByRole('link', { name: 'Ailəsi və ödənişləri' }).click();
  await page.getByText('Afət').waitFor();
  await look(page, 'household');
  await narrow(page, 'household');
  await page.goto(`${origin}/social-protection/appeals`);
  await look(page, 'appeals');
  await page.goto(`${origin}/social-protection/people`);
  await field(page, 'search').fill(house.people[0].number);
  await press(page, 'Axtar');
  await row(page, house.people[0].number).waitFor();
  await look(page, 'people');
  await page.context().close();
  const approver = await sitDown('aytan-approver', address);
  const appeal = row(approver, 'M-17');
  await appeal.locator('select').first().selectOption('2');
  await appeal.locator('select').last().selectOption('1');
  await appeal.getByRole('button', { name: 'Qərarı yaz' }).click();
  await appeal.getByText(/rədd|qüvvədə|təmin edilməyib/).first().waitFor();
  await approver.context().close();
});

// ---- employment

test('an adviser sees whom to ask and who still works, and records both', async () => {
  const page = await sitDown(FIDAN);
  await page.waitForURL(/\/employment$/);
  const asked = row(page, house.people[3].number);
  await asked.waitFor();
  await look(page, 'employment-today');
  await narrow(page, 'employment-today');
  await asked.getByRole('button', { name: 'Cavab' }).click();
  await asked.getByRole('button', { name: 'İstəyir', exact: true }).click();
  await asked.getByRole('alert').waitFor();
  await asked.getByRole('checkbox').first().check();
  await look(page, 'employment-answer');
  await asked.getByRole('button', { name: 'İstəyir', exact: true }).click();
  await said(page, 'Yazıldı: istəyir');
  const check = row(page, '3 ay');
  await check.getByRole('button', { name: 'Nə tapıldı' }).click();
  await check.locator('select').selectOption('1');
  await check.getByRole('button', { name: 'Yaz', exact: true }).click();
  await page.locator('p[role=status]', { hasText: /Yazıldı/ }).waitFor();
  await page.context().close();
});

test('who leaves a course gives the place to the one who has waited longest', async () => {
  const page = await sitDown(FIDAN, '/employment/courses');
  await look(page, 'courses');
  await row(page, 'Dərzi').getByRole('link').click();
  const inside = row(page, house.people[3].number);
  await inside.waitFor();
  await look(page, 'course');
  await narrow(page, 'course');
  await field(page, 'profile').selectOption(house.employment.profiles[2].name);
  await press(page, 'Kursa yaz');
  await said(page, 'növbədədir');
  await inside.getByRole('button', { name: 'Çıxır…' }).click();
  await inside.locator('select').selectOption('1');
  await inside.getByRole('button', { name: 'Çıxır', exact: true }).click();
  await said(page, 'Kursdan çıxdı');
  await until(async () => {
    await page.reload();
    await page.waitForLoadState('networkidle');
    return (await page.locator('section.card', { hasText: 'Kursda' }).locator('li', { hasText: house.people[4].number }).count()) > 0;
  }, 'the place went on');
  await page.context().close();
});

test('a vacancy says whom it suits and why, and a person what suits them', async () => {
  const page = await sitDown(FIDAN, '/employment/vacancies');
  await look(page, 'vacancies');
  await row(page, 'Dərzi').getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: 'Dərzi' }).waitFor();
  await look(page, 'vacancy');
  await page.goto(`${origin}/employment/people`);
  await row(page, house.people[4].number).waitFor();
  await look(page, 'work-seekers');
  await row(page, house.people[4].number).getByRole('link').click();
  await page.locator('.reasons li').first().waitFor();
  await look(page, 'work-seeker');
  await narrow(page, 'work-seeker');
  await press(page, 'Tanış et');
  await said(page, 'Tanış edildi');
  await page.context().close();
});

// ---- of all of them

test('at twice the size and in the dark they are as readable', async () => {
  for (const [subject, address] of [[AYNUR, `/rehabilitation/calendar/${iso(day(1))}`], [VUGAR, '/rehabilitation/devices'], [SAMIR, runAddress], [FIDAN, '/employment']]) {
    const page = await sitDown(subject, address, { colorScheme: 'dark', viewport: { width: 512, height: 400 }, deviceScaleFactor: 2 });
    await page.waitForLoadState('networkidle');
    await look(page, `dark-twice-${address.split('/')[1]}-${address.split('/')[2] ?? 'today'}`);
    await page.context().close();
  }
});

weigh(test, [[AYNUR, '/rehabilitation'], [VUGAR, '/rehabilitation/devices'], [FIDAN, '/employment']]);
judge(test);
