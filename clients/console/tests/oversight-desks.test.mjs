// What the mine action agency, those who oversee, those who give rights and the person whose record it is do at their desks, in a browser,
// against the real services. Run by tests/browser/run.sh, which starts the house. One test goes on where the one before ended.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { close, field, judge, look, narrow, open, origin, pick, picture, proveIt, signIn, sitDown, weigh } from './desk.mjs';
import { ask, until } from './house.mjs';

const [TURAL, JAMILA, ULVIYYA, NARGIZ, SEVINJ, MURAD] = ['tural-anama', 'jamila-privacy', 'ulviyya-access', 'nargiz-access', 'sevinj-survivor', 'murad-operator'];
const SEVINJ_STAFF = '01900000-0000-7000-8000-000000000040';
const MINA_STAFF = '01900000-0000-7000-8000-000000000017';
// Nobody at these desks may read these words.
const [NAME, NOTE] = ['Görünməzova', 'Gizli klinik qeyd'];
const LONG = `Çoxuzunadlı${'yaşayışməntəqəsi'.repeat(5)}`;
let incidents;
let person;
let tural;
let jamila;
let sevinj;

const registration = (settlement, device, people) => ({
  incident: {
    register: 'az',
    facts: { occurredOn: { year: 2025, month: 11, day: 3 }, district: 'AZ-TAR', settlement, deviceCategory: device, point: { latitude: 40.34, longitude: 46.93, precisionMetres: 200 } },
    casualties: people.map(([family, given, sex]) => ({
      facts: { identity: { familyName: family, givenName: given, birthDate: { year: 1991, month: 4, day: 2 } }, outcome: 'OUTCOME_INJURED', sex, injuries: [{ part: 'BODY_PART_FOOT', side: 'SIDE_LEFT', kind: 'INJURY_KIND_WOUND' }], clinicalNote: NOTE },
    })),
  },
  report: { source: 'SOURCE_KIND_HOSPITAL', reportedOn: { year: 2025, month: 11, day: 4 }, document: 'Qəbul kitabı 17' },
});

before(async () => {
  await open();
  const register = (message) => ask('aysel-registrar', 'incident.IncidentService/RegisterIncident', message);
  incidents = [
    await register(registration('Sınaqkənd', 'DEVICE_CATEGORY_AP_MINE', [[NAME, 'Pünhan', 'SEX_MALE'], [NAME, 'Şəfəq', 'SEX_FEMALE']])),
    await register(registration('Sınaqkənd', 'DEVICE_CATEGORY_AP_MINE', [[NAME, 'Punhan', 'SEX_MALE']])),
    await register(registration(LONG, 'DEVICE_CATEGORY_UXO', [['Nümunəli', 'Sevinc', 'SEX_FEMALE']])),
  ];
  person = await until(async () => (await ask('samir-caseworker', 'survivor.MatchService/FindCandidates', { identity: { familyName: 'Nümunəli', givenName: 'Sevinc' }, district: 'AZ-TAR' })).candidates?.[0]?.survivor, 'a record of Sevinc');
});
after(close);

const press = (page, name) => page.getByRole('button', { name, exact: true }).first().click();
const uidOf = ({ name }) => name.split('/')[1];
const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

// ---- the mine action agency

test('an officer begins with pairs that may be one incident, and incidents to verify', async () => {
  await until(async () => (await ask(TURAL, 'incident.IncidentService/ListDuplicates', { incident: incidents[1].name })).proposals?.length, 'a pair');
  tural = await sitDown(TURAL);
  await tural.waitForURL(/\/mine-action$/);
  tural.heard = [];
  tural.on('response', (answer) => {
    if (answer.url().includes('/calls/')) tural.heard.push(answer.body().then((body) => body.toString('utf8'), () => ''));
  });
  await tural.reload();
  await tural.getByRole('link', { name: `№ ${incidents[2].number}` }).waitFor();
  await look(tural, 'mine-action-work');
  await narrow(tural, 'mine-action-work');
});

test('two records stand side by side, and the question is asked', async () => {
  await tural.goto(`${origin}/mine-action/duplicates/${uidOf(incidents[0])}/${uidOf(incidents[1])}`);
  await tural.getByText('eyni gün').waitFor();
  await look(tural, 'mine-action-pair');
  await narrow(tural, 'mine-action-pair');
  await press(tural, 'Bəli, eyni hadisədir');
  await field(tural, 'pairs[0]').selectOption({ index: 1 });
  await field(tural, 'reason').fill('eyni hadisənin ikinci qeydi');
  await look(tural, 'mine-action-merge');
  await press(tural, 'Birləşdir');
  await tural.waitForURL((url) => url.pathname === `/mine-action/incidents/${uidOf(incidents[0])}`);
  await until(async () => (await ask(TURAL, 'incident.IncidentService/GetIncident', { name: incidents[1].name })).state === 'INCIDENT_STATE_MERGED', 'the merge');
  const merged = await ask(TURAL, 'incident.IncidentService/GetIncident', { name: incidents[0].name });
  assert.equal(merged.injured, 2, 'nobody counts twice');
  await tural.goto(`${origin}/mine-action/incidents/${uidOf(incidents[1])}`);
  await tural.getByText('Bu hadisə başqası ilə birləşdirilib').waitFor();
});

test('when another officer was quicker, both versions are shown and the decision is made anew', async () => {
  await tural.goto(`${origin}/mine-action/incidents/${uidOf(incidents[2])}`);
  await press(tural, 'Təhlükəli sahəyə bağla');
  const { etag } = await ask('zaur-anama', 'incident.IncidentService/GetIncident', { name: incidents[2].name });
  await ask('zaur-anama', 'incident.IncidentService/CorrectIncident', { name: incidents[2].name, etag, reason: 'yerində baxılıb', facts: { marked: 'ANSWER_YES' }, updateMask: 'marked' });
  await field(tural, 'facts.hazard_area').fill('TAR 2024');
  await field(tural, 'reason').fill('sahənin içindədir');
  await press(tural.locator('form'), 'Təhlükəli sahəyə bağla');
  await tural.locator('.mantine-InputWrapper-error').first().waitFor();
  await field(tural, 'facts.hazard_area').fill('TAR-2024/017');
  await press(tural.locator('form'), 'Təhlükəli sahəyə bağla');
  await tural.getByText('Sizin gördüyünüz').waitFor();
  await look(tural, 'mine-action-two-people');
  await press(tural, 'Yenisi əsasında qərar ver');
  await tural.locator('dd', { hasText: 'TAR-2024/017' }).first().waitFor();
});

test('an incident is verified, and what was written outlives the session', async () => {
  await press(tural, 'Hadisəni təsdiq et');
  await field(tural, 'reason').fill('çağırış jurnalı ilə uyğundur');
  await tural.waitForTimeout(600);
  await tural.context().clearCookies({ name: '__Host-dayaq-session' });
  await press(tural.locator('form'), 'Hadisəni təsdiq et');
  await tural.getByText('Sessiyanız bitib').first().waitFor();
  await signIn(tural, TURAL, { known: true });
  await press(tural, 'Hadisəni təsdiq et');
  await until(async () => (await field(tural, 'reason').inputValue()) === 'çağırış jurnalı ilə uyğundur', 'the reason is there again');
  await press(tural.locator('form'), 'Hadisəni təsdiq et');
  await tural.locator('.mantine-Badge-root', { hasText: 'təsdiqlənib' }).first().waitFor();
  await look(tural, 'mine-action-incident');
  await narrow(tural, 'mine-action-incident');
});

test('the map and the list say the same, by mouse and by keyboard', async () => {
  await tural.goto(`${origin}/mine-action/map`);
  await tural.locator('.district-map path[class*=shade]').first().waitFor();
  await look(tural, 'mine-action-map');
  await narrow(tural, 'mine-action-map');
  await tural.locator('.map-and-list').getByRole('link', { name: 'Tərtər' }).press('Enter');
  await tural.waitForURL(/\/map\/AZ-TAR$/);
  await tural.getByRole('heading', { name: 'Hadisələr: Tərtər' }).waitFor();
  assert.equal(await tural.locator('.district-map path.chosen').count(), 1);
  await tural.locator('.district-map path', { hasText: /^Bərdə: / }).click();
  await tural.waitForURL(/\/map\/AZ-BAR$/);
});

test('nobody’s name and nobody’s health came to this desk', async () => {
  const heard = (await Promise.all(tural.heard)).join(' ');
  assert.match(heard, /Sınaqkənd/, 'what came was listened to');
  for (const words of [NAME, NOTE, 'Pünhan', 'Şəfəq']) assert.ok(!heard.includes(words), words);
  await tural.context().close();
});

// ---- those who oversee

test('a watched record tells who looked at it, and somebody else reviews that', async () => {
  jamila = await sitDown(JAMILA);
  await jamila.waitForURL(/\/oversight$/);
  await look(jamila, 'oversight-empty');
  await jamila.goto(`${origin}/oversight/records`);
  await press(jamila, 'Nəzarətə götür');
  await field(jamila, 'number').fill(person.number);
  await field(jamila, 'words').fill('mətbuatda yazılıb');
  await press(jamila.locator('form.card:has(textarea)'), 'Nəzarətə götür');
  await jamila.getByRole('link', { name: `Qeyd № ${person.number}` }).waitFor();
  await look(jamila, 'oversight-watched');
  await ask('samir-caseworker', 'survivor.SurvivorService/GetSurvivor', { name: `survivors/${person.uid}` });
  await until(async () => (await ask(JAMILA, 'audit.AuditService/ListUnusualLooks', { state: 'UNUSUAL_LOOK_STATE_OPEN' })).unusualLooks?.length, 'an unusual look');
  await jamila.goto(`${origin}/oversight`);
  await jamila.locator('li', { hasText: 'nəzarətdə olan qeyd' }).first().waitFor();
  await look(jamila, 'oversight-work');
  const line = jamila.locator('li', { hasText: 'nəzarətdə olan qeyd' }).filter({ hasText: 'Samir' }).first();
  await line.getByRole('button', { name: /^Yoxla/ }).click();
  await press(line.locator('form'), 'Yoxla');
  await line.getByRole('alert').waitFor();
  await look(jamila, 'oversight-review-faults');
  await pick(jamila, 'verdict', 2);
  await field(jamila, 'verdict_words').fill('müraciət olub');
  await press(line.locator('form'), 'Yoxla');
  await jamila.goto(`${origin}/oversight/looks`);
  await jamila.getByLabel('Vəziyyət').selectOption('2');
  await jamila.getByText('müraciət olub').waitFor();
  await look(jamila, 'oversight-looks');
});

test('an emergency that was opened is reviewed by another institution', async () => {
  await ask('emin-clinician', 'access.AccessService/OpenBreakGlass', { number: person.number, reason: 'BREAK_GLASS_REASON_UNCONSCIOUS', reasonWords: 'Huşsuz gətirilib, allergiyası məlum deyil' }, { purpose: 'emergency', strongly: true });
  await jamila.goto(`${origin}/oversight/emergencies`);
  const line = jamila.locator('li', { hasText: 'Huşsuz gətirilib' });
  await line.getByRole('button', { name: /^Yoxla/ }).click();
  await look(jamila, 'oversight-emergencies');
  await narrow(jamila, 'oversight-emergencies');
  await pick(jamila, 'verdict', 1);
  await field(jamila, 'verdict_words').fill('qəbul kitabı ilə uyğundur');
  await press(line.locator('form'), 'Yoxla');
  await line.locator('.mantine-Badge-root', { hasText: 'əsaslı' }).waitFor();
});

test('who looked at a record is said by name, each with its entry', async () => {
  await jamila.goto(`${origin}/oversight/records/${person.uid}`);
  await jamila.locator('li', { hasText: 'Samir' }).first().waitFor();
  await look(jamila, 'oversight-record');
  await narrow(jamila, 'oversight-record');
  await jamila.locator('li', { hasText: 'Samir' }).getByRole('link', { name: 'Jurnal yazısı' }).first().click();
  await heading(jamila, 'Jurnal yazısı');
});

test('the proof of an entry is checked in the browser, taken along, and checked again from files', async () => {
  await until(async () => {
    await press(jamila, 'Sübutu al və yoxla');
    return jamila.getByText('Sübut tutur').waitFor({ timeout: 3000 }).then(() => true, () => false);
  }, 'a proof');
  await jamila.getByText('Jurnalın açarı ilə imzalanıb').waitFor();
  await look(jamila, 'oversight-proof');
  await narrow(jamila, 'oversight-proof');
  const take = async (name) => {
    const [file] = await Promise.all([jamila.waitForEvent('download'), jamila.getByRole('button', { name, exact: true }).click()]);
    const place = path.join(tmpdir(), `dayaq-${process.pid}-${name}`);
    await file.saveAs(place);
    return place;
  };
  const files = [await take('yazı'), await take('sübut')];
  assert.match(readFileSync(files[1], 'utf8'), /^c2sp\.org\/tlog-proof@v1\nindex \d+\n/);
  await jamila.goto(`${origin}/oversight/log`);
  const check = async (entry) => {
    const inputs = jamila.locator('form input[type=file]');
    await inputs.nth(0).setInputFiles(entry);
    await inputs.nth(1).setInputFiles(files[1]);
    await press(jamila, 'Yoxla');
  };
  await check(files[0]);
  await jamila.getByText('Sübut tutur').waitFor();
  await look(jamila, 'oversight-log');
  const changed = readFileSync(files[0]);
  changed[changed.length - 1] ^= 1;
  writeFileSync(`${files[0]}-changed`, changed);
  await check(`${files[0]}-changed`);
  await jamila.getByText('SÜBUT TUTMUR').waitFor();
  await picture(jamila, 'oversight-log-changed');
});

test('a log that shows another key than this computer kept is told of', async () => {
  const kept = await jamila.evaluate(() => Object.entries(localStorage).find(([name]) => name.startsWith('dayaq-log-key ')));
  await jamila.evaluate(([name]) => localStorage.setItem(name, 'audit.dayaq.az/log/1+358706f3+AYMgpRl32MOMqKSSfGcN9YIeRJdhlF4V6e+yahUJ0jDq'), kept);
  await jamila.reload();
  await jamila.getByText('Jurnal başqa açar göstərir').waitFor();
  await field(jamila, 'key').fill(kept[1]);
  await press(jamila, 'Bu açarı saxla');
  await jamila.getByText('Saxlanıldı').waitFor();
  assert.equal(await jamila.getByText('Jurnal başqa açar göstərir').count(), 0);
});

test('entries are searched', async () => {
  await jamila.goto(`${origin}/oversight/entries`);
  await field(jamila, 'filter.resource').fill(`survivors/${person.uid}`);
  await press(jamila, 'Tap');
  await jamila.locator('ul.rows a[href^="/oversight/entries/"]').first().waitFor();
  await look(jamila, 'oversight-entries');
  await narrow(jamila, 'oversight-entries');
});

// ---- those who give rights

test('a role about one record is given after a stronger sign-in, and what was written is there again', async () => {
  const page = await sitDown(ULVIYYA);
  await page.waitForURL(/\/administration$/);
  await look(page, 'administration-work');
  await page.goto(`${origin}/administration/staff`);
  await page.getByRole('link', { name: 'Aysel Nümunəli' }).waitFor();
  await look(page, 'administration-staff');
  await page.goto(`${origin}/administration/staff/${SEVINJ_STAFF}`);
  await press(page, 'Rol ver');
  await field(page, 'role_assignment.role').selectOption('survivor');
  await page.locator('option[value="ministry"]').first().waitFor({ state: 'attached' });
  await field(page, 'role_assignment.institution').selectOption('ministry');
  await field(page, 'role_assignment.person_uid').fill(`survivors/${person.uid}`);
  await field(page, 'role_assignment.reason').fill('öz qeydi');
  await page.waitForTimeout(600);
  await press(page.locator('form'), 'Rol ver');
  await page.getByText('güclü üsulla təsdiqləməlisiniz').waitFor();
  await look(page, 'administration-step-up');
  await proveIt(page, ULVIYYA);
  await press(page, 'Rol ver');
  await until(async () => (await field(page, 'role_assignment.reason').inputValue()) === 'öz qeydi', 'what was written');
  await press(page.locator('form'), 'Rol ver');
  await page.locator('li', { hasText: 'Zərərçəkmiş şəxs' }).locator('.mantine-Badge-root', { hasText: 'qüvvədədir' }).waitFor();
  await look(page, 'administration-person');
  await narrow(page, 'administration-person');
  // A powerful one is only proposed.
  await page.goto(`${origin}/administration/staff/${MINA_STAFF}`);
  await press(page, 'Rol ver');
  await field(page, 'role_assignment.role').selectOption('privacy_officer');
  await page.locator('option[value="ministry"]').first().waitFor({ state: 'attached' });
  await field(page, 'role_assignment.institution').selectOption('ministry');
  await field(page, 'role_assignment.national').check();
  await field(page, 'role_assignment.reason').fill('məzuniyyət əvəzi');
  await press(page.locator('form'), 'Rol ver');
  await page.locator('li', { hasText: 'təklif olunub' }).first().waitFor();
  await page.goto(`${origin}/administration`);
  await page.getByText('Öz təklifinizi başqası təsdiq etməlidir').waitFor();
  await page.context().close();
});

test('a powerful role counts when somebody else approves', async () => {
  const page = await sitDown(NARGIZ);
  const line = page.locator('li', { hasText: 'məzuniyyət əvəzi' });
  await line.getByRole('button', { name: 'Təsdiq et' }).click();
  await page.getByText('güclü üsulla təsdiqləməlisiniz').waitFor();
  await look(page, 'administration-proposal');
  await proveIt(page, NARGIZ);
  await line.getByRole('button', { name: 'Təsdiq et' }).click();
  await line.waitFor({ state: 'detached' });
  const { roleAssignments } = await ask(ULVIYYA, 'access.AccessService/ListRoleAssignments', { staffUid: MINA_STAFF, role: 'privacy_officer' });
  assert.equal(roleAssignments[0].state, 'ROLE_ASSIGNMENT_STATE_IN_FORCE');
  await page.goto(`${origin}/administration/roles`);
  await page.getByRole('link', { name: 'Həkim', exact: true }).waitFor();
  await look(page, 'administration-roles');
  await narrow(page, 'administration-roles');
  await page.getByRole('link', { name: 'ANAMA hadisə əməkdaşı' }).click();
  await page.getByText('ANAMA hadisəni təsdiq edir, insanı yox').waitFor();
  await look(page, 'administration-role');
  await page.context().close();
});

test('who has several roles begins in one of them, and goes to the desk of another', async () => {
  const page = await sitDown('mina-crescent');
  const roles = page.getByLabel('Rol', { exact: true });
  const other = roles.locator('option', { hasText: 'Fərdi məlumatların mühafizəsi' });
  await other.waitFor({ state: 'attached' });
  assert.equal(await roles.locator('option').count(), 2);
  await look(page, 'several-roles');
  await roles.selectOption(await other.getAttribute('value'));
  await page.waitForURL(/\/oversight$/);
  assert.equal(await roles.inputValue(), await other.getAttribute('value'));
  // A page that is opened anew goes on in the role that was chosen.
  await page.reload();
  await page.waitForURL(/\/oversight$/);
  await page.context().close();
});

test('an operator sees what waits, and nothing about anybody', async () => {
  const page = await sitDown(MURAD, '/administration/parked');
  await heading(page, 'Dayanmış hadisələr');
  await page.getByText('Dayanmış hadisə yoxdur').waitFor();
  await look(page, 'administration-parked');
  await page.context().close();
});

// ---- the person

test('a person sees what is written, what is owed and why, what comes next, and who looked', async () => {
  sevinj = await sitDown(SEVINJ);
  await sevinj.waitForURL(/\/my-record$/);
  await sevinj.getByText(person.number).first().waitFor();
  await sevinj.locator('li', { hasText: 'Sosial işçi' }).first().waitFor();
  assert.equal(await sevinj.getByText('Samir').count(), 0, 'who it was is for those who oversee');
  await look(sevinj, 'own-record');
  await narrow(sevinj, 'own-record');
  await sevinj.emulateMedia({ media: 'print' });
  assert.equal(await sevinj.getByRole('button', { name: 'Çap et' }).isVisible(), false);
  await picture(sevinj, 'own-record-print');
  await sevinj.emulateMedia({ media: 'screen' });
  await sevinj.getByRole('link', { name: /^Niyə bu məbləğ/ }).first().click();
  await heading(sevinj, /Niyə bu məbləğ/);
  await look(sevinj, 'own-entitlement');
  await sevinj.getByRole('link', { name: 'Qeydimə qayıt' }).click();
});

test('a person asks for a correction, and says how to be contacted', async () => {
  await press(sevinj, 'Göndər');
  await sevinj.getByRole('alert').first().waitFor();
  await field(sevinj, 'matter').selectOption('1');
  await field(sevinj, 'words').fill('Doğum ilim 1976-dır');
  await press(sevinj, 'Göndər');
  await sevinj.getByText('Müraciətiniz qəbul edildi').waitFor();
  await sevinj.locator('li', { hasText: 'Doğum ilim 1976-dır' }).waitFor();
  await pick(sevinj, 'channel', 2);
  await press(sevinj, 'Yadda saxla');
  await sevinj.getByText('Yadda saxlanıldı').waitFor();
  const { contactPreference } = await ask(SEVINJ, 'survivor.SurvivorService/GetSurvivor', { name: `survivors/${person.uid}` });
  assert.equal(contactPreference.channel, 'CONTACT_CHANNEL_LETTER_ONLY');
  await look(sevinj, 'own-corrections');
  await sevinj.goto(`${origin}/social-protection`);
  await heading(sevinj, 'Belə səhifə yoxdur');
});

// ---- of all of them

test('at twice the size and in the dark it is as readable', async () => {
  for (const [subject, address, name] of [[TURAL, '/mine-action/map', 'mine-action'], [JAMILA, '/oversight', 'oversight'], [SEVINJ, '/my-record', 'own']]) {
    const page = await sitDown(subject, address, { colorScheme: 'dark', viewport: { width: 512, height: 400 }, deviceScaleFactor: 2 });
    await look(page, `${name}-dark-twice`);
    await page.context().close();
  }
});

weigh(test, [[TURAL, '/mine-action/map'], [JAMILA, '/oversight'], [ULVIYYA, '/administration'], [SEVINJ, '/my-record']]);

test('while one service is away, the rest of the page is there', async () => {
  const service = Number(process.env.DAYAQ_AUDIT_PID);
  process.kill(service, 'SIGTERM');
  await until(() => {
    try {
      return !process.kill(service, 0);
    } catch {
      return true;
    }
  }, 'the audit service is away');
  await sevinj.goto(`${origin}/my-record`);
  await sevinj.getByText('Xidmət hazırda cavab vermir').first().waitFor({ timeout: 90_000 });
  await sevinj.getByText(person.number).first().waitFor();
  await look(sevinj, 'own-service-away');
});

judge(test);
