// A house in which work waits: people who were hurt and referred, a centre with a calendar, devices on their way, money that is due, a
// course, a vacancy. All of it by the ways that people take; whatever lies in time is moved by who owns the database (DAYAQ_SQL).
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { ask, until } from './house.mjs';

const [AYSEL, LEYLA, TURAL, RAMIN, SAMIR, SABINA, AYNUR, VUGAR, NIGAR, FIDAN] =
  ['aysel-registrar', 'leyla-clinician', 'tural-anama', 'ramin-expert', 'samir-caseworker', 'sabina-case', 'aynur-clerk', 'vugar-prosthetist', 'nigar-commission', 'fidan-employment'];

export const sql = (words) => execFileSync('bash', ['-c', `${process.env.DAYAQ_SQL} "$1"`, 'sql', words]).toString().trim();

const AHEAD_MS = 4 * 3_600_000;
// Days of Baku, counted from today.
export function day(ahead = 0) {
  const date = new Date(Date.now() + AHEAD_MS + ahead * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
const two = (value) => String(value).padStart(2, '0');
export const iso = ({ year, month, day: date }) => `${year}-${two(month)}-${two(date)}`;
// 09:30 in Baku on a day.
export const at = (date, clock) => `${iso(date)}T${two(Number(clock.slice(0, 2)))}:${clock.slice(3)}:00+04:00`;

const NAMES = [['Protezli', 'Rüstəm'], ['Yenilənən', 'Sevda'], ['Təqvimli', 'Elçin'], ['İşaxtaran', 'Könül'], ['Kursçu', 'Vasif'], ['Növbəli', 'Zeynəb']];

export async function registered() {
  const casualties = NAMES.map(([familyName, givenName], place) => ({
    facts: {
      identity: { familyName, givenName, nationalId: `8Z7Y6X${place}`, birthDate: { year: 1980 + place }, phone: `+99450200010${place}` },
      sex: place % 2 ? 'SEX_FEMALE' : 'SEX_MALE', outcome: 'OUTCOME_INJURED', civilStatus: 'CIVIL_STATUS_CIVILIAN',
      injuries: [{ part: 'BODY_PART_LEG', side: 'SIDE_LEFT', kind: 'INJURY_KIND_AMPUTATION' }],
      amputations: [{ level: 'AMPUTATION_LEVEL_TRANSTIBIAL', side: 'SIDE_LEFT' }],
    },
  }));
  const incident = await ask(AYSEL, 'incident.IncidentService/RegisterIncident', {
    incident: { register: 'az', facts: { occurredOn: { year: 2022, month: 3, day: 20 }, district: 'AZ-TAR', deviceCategory: 'DEVICE_CATEGORY_AP_MINE' }, casualties },
    report: { source: 'SOURCE_KIND_HOSPITAL', reportedOn: { year: 2022, month: 3, day: 21 } },
  });
  const people = [];
  for (const { uid } of incident.casualties) {
    people.push(await until(async () => (await ask(SAMIR, 'survivor.SurvivorService/ListSurvivors', { filter: { casualtyUid: uid } })).survivors?.[0], 'a record'));
  }
  return { incident, people };
}

// With the consent of the person, and opened by whoever receives it.
async function referred(person, toInstitution, service, opener, classes, shared = classes) {
  const consent = await ask(SABINA, 'survivor.ConsentService/GiveConsent', {
    survivor: person.name,
    consent: {
      purpose: 'CONSENT_PURPOSE_REFERRAL', classes, operations: ['CONSENT_OPERATION_SHARE'], recipientInstitution: toInstitution, givenOn: { year: 2024, month: 1, day: 5 },
      howToWithdraw: 'İstənilən DOST mərkəzində', afterEnd: 'AFTER_CONSENT_ERASED', givenBy: 'CONSENT_GIVER_SELF', document: 'CONSENT_DOCUMENT_WRITTEN', documentPlace: 'DOST mərkəzinin qovluğu',
    },
  });
  const referral = await ask(SABINA, 'survivor.ReferralService/SendReferral', {
    survivor: person.name, toInstitution, service, urgency: 'REFERRAL_URGENCY_ROUTINE', legalBasis: 'LEGAL_BASIS_CONSENT', consent: consent.name, sharedClasses: shared,
    ...(shared.includes('SHARED_CLASS_HEALTH') ? { health: { needs: 'Protez' } } : {}),
    requestWords: 'Qəbul etmək',
  });
  return ask(opener, 'survivor.ReferralService/OpenReferral', { name: referral.name });
}

async function centre() {
  const minutes = { opensMinute: 9 * 60, closesMinute: 17 * 60 };
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...minutes }));
  const visits = ['VISIT_KIND_PHYSIOTHERAPY', 'VISIT_KIND_DEVICE_MEASUREMENT'].map((visit) => ({ visit, minutes: 30, mostADay: 0, needsRoom: true }));
  // The centre stands in the reference data; what it offers is said anew, so that the tests know it.
  const { centres } = await ask(AYNUR, 'rehabilitation.CentreService/ListCentres', { pageSize: 200 });
  const there = centres.find(({ institution }) => institution === 'rehabilitation-baku');
  const made = await ask(AYNUR, 'rehabilitation.CentreService/CorrectCentre', {
    name: there.name, etag: there.etag,
    centre: { nameAz: there.nameAz, nameEn: there.nameEn, roles: ['CENTRE_ROLE_PROVIDER'], district: 'AZ-BA', visits, hours, openOnDaysOff: true, servesDistricts: ['AZ-TAR'] },
  });
  const kinds = visits.map(({ visit }) => visit);
  const specialists = [];
  for (const fullName of ['Günel Nümunəli', 'Çox-Uzun-Soyadlı-Mütəxəssis Əbdülrəhmanbəyov-Şıxlinski Məhəmmədəli']) {
    specialists.push(await ask(AYNUR, 'rehabilitation.CentreService/AddSpecialist', { parent: made.name, specialist: { fullName, visits: kinds } }));
  }
  const rooms = [];
  for (const title of ['Zal 1', 'Ölçü otağı']) rooms.push(await ask(AYNUR, 'rehabilitation.CentreService/AddRoom', { parent: made.name, room: { title, visits: kinds, accessible: true } }));
  return { centre: made, specialists, rooms };
}

async function device(person, prescribedOn, steps) {
  let one = await ask(VUGAR, 'rehabilitation.DeviceService/PrescribeDevice', {
    survivor: person.name, deviceClass: 'lower-conventional', side: 'SIDE_LEFT', payer: 'DEVICE_PAYER_STATE', wearerAge: 'WEARER_AGE_ADULT', prescribedOn,
  });
  if (steps === undefined) return one;
  one = await ask(NIGAR, 'rehabilitation.DeviceService/DecideDevice', { name: one.name, etag: one.etag, approved: true, document: '17/2024', decidedOn: prescribedOn });
  for (const kind of steps) {
    const components = kind === 'FABRICATED' ? [{ kind: 'COMPONENT_KIND_FOOT', maker: 'Nümunə Ayaq', serial: `A-${person.number}`, batch: 'P-7' }] : [];
    one = await ask(VUGAR, 'rehabilitation.DeviceService/RecordDeviceStep', { name: one.name, etag: one.etag, kind: `DEVICE_STEP_KIND_${kind}`, doneOn: prescribedOn, components });
  }
  return one;
}

// The day's work of the sweep: it goes through the renewals once a day, when the day begins.
export async function rehabilitation({ people }) {
  const place = await centre();
  const [withDevice, renewing, visiting] = people;
  for (const person of [withDevice, renewing, visiting]) await referred(person, 'rehabilitation-baku', 'REFERRED_SERVICE_PROSTHETICS', AYNUR, ['SHARED_CLASS_IDENTITY', 'SHARED_CLASS_CONTACT', 'SHARED_CLASS_HEALTH']);
  const episodes = [];
  for (const person of [withDevice, visiting]) episodes.push(await ask(AYNUR, 'rehabilitation.EpisodeService/OpenEpisode', { survivor: person.name, kind: 'EPISODE_KIND_PHYSICAL' }));
  await device(withDevice, day(-10), []);
  await device(renewing, { year: 2023, month: 6, day: 1 }, ['MEASURED', 'FABRICATED', 'FITTED', 'TRAINED', 'DELIVERED']);
  const book = (episode, clock, specialist) => ask(AYNUR, 'rehabilitation.AppointmentService/BookAppointment', {
    episode: episode.name, visit: 'VISIT_KIND_PHYSIOTHERAPY', specialistUid: specialist.uid, startsTime: new Date(at(day(1), clock)).toISOString(),
  });
  await book(episodes[0], '09:30', place.specialists[0]);
  await book(episodes[1], '11:00', place.specialists[1]);
  return { ...place, episodes };
}

const YOUNG_TAILOR = {
  livesIn: 'AZ-BAR', education: 'EDUCATION_LEVEL_VOCATIONAL', skills: ['SKILL_SEWING', 'SKILL_LEATHER'], languages: ['WORK_LANGUAGE_AZERBAIJANI'], fields: ['WORK_FIELD_TEXTILES', 'WORK_FIELD_CRAFTS'],
  schedules: ['WORK_SCHEDULE_FULL_TIME'], mostKm: 50, leastSalaryQepik: '40000',
  abilities: [{ domain: 'FUNCTION_DOMAIN_WALKING', ability: 'WORK_ABILITY_WITH_ADAPTATION', adaptations: ['WORK_ADAPTATION_STEP_FREE', 'WORK_ADAPTATION_SEATED_WORK'] }],
};

export async function employment({ people }) {
  const profiles = [];
  for (const person of people.slice(3)) {
    await referred(person, 'employment-barda', 'REFERRED_SERVICE_EMPLOYMENT', FIDAN, ['SHARED_CLASS_CONTACT'], []);
    const profile = await ask(FIDAN, 'employment.ProfileService/OpenProfile', { survivor: person.name, content: YOUNG_TAILOR });
    profiles.push(await ask(FIDAN, 'employment.ProfileService/GiveProposalConsent', { name: profile.name, etag: profile.etag, document: 'R-17', givenOn: { year: 2026, month: 1, day: 2 } }));
    await ask(FIDAN, 'employment.InvitationService/InvitePerson', { survivor: person.name }).catch((error) => { if (!/INVITED_ALREADY/.test(error.message)) throw error; });
  }
  const provider = await ask(FIDAN, 'employment.CourseService/AddTrainingProvider', { provider: { nameAz: 'Nümunə Peşə Mərkəzi', nameEn: 'Sample training centre', district: 'AZ-BAR' } });
  const course = await ask(FIDAN, 'employment.CourseService/PlanCourse', {
    course: { providerUid: provider.uid, titleAz: 'Dərzi', titleEn: 'Tailor', kind: 'COURSE_KIND_VOCATIONAL', district: 'AZ-BAR', firstDay: day(-3), lastDay: day(20), weekdays: '1234567', places: 1 },
  });
  for (const profile of profiles.slice(0, 2)) await ask(FIDAN, 'employment.CourseService/EnrolPerson', { course: course.name, profile: profile.name });
  const employer = await ask(FIDAN, 'employment.VacancyService/RegisterEmployer', { employer: { title: 'Nümunə Tikiş Fabriki', taxId: '1234567890', district: 'AZ-BAR', quotaPlaces: 5 } });
  const vacancy = await ask(FIDAN, 'employment.VacancyService/PublishVacancy', {
    vacancy: {
      employerUid: employer.uid, title: 'Dərzi', field: 'WORK_FIELD_TEXTILES', district: 'AZ-BAR', schedule: 'WORK_SCHEDULE_FULL_TIME', hoursWeek: 40, salaryQepik: '50000', leastEducation: 'EDUCATION_LEVEL_GENERAL',
      skills: ['SKILL_SEWING'], languages: ['WORK_LANGUAGE_AZERBAIJANI'], restsOn: ['FUNCTION_DOMAIN_WALKING'], adaptationsThere: ['WORK_ADAPTATION_SEATED_WORK'], quota: true, places: 3, closesOn: day(30),
    },
  });
  // One works since a hundred days, so that the first look is due.
  let placement = await ask(FIDAN, 'employment.PlacementService/IntroducePerson', { profile: profiles[2].name, vacancy: vacancy.name });
  placement = await ask(FIDAN, 'employment.PlacementService/StartPlacement', { name: placement.name, etag: placement.etag, contractNumber: 'M-7', startsOn: day(0), hoursWeek: 0, salaryQepik: '0' });
  sql(`BEGIN; SET LOCAL session_replication_role = replica; UPDATE employment.retention_check SET due_on = '${iso(day(-5))}' WHERE months = 3; COMMIT`);
  return { profiles, course, vacancy, placement };
}

// Whose allowance may be paid: the incident is verified, the injury confirmed, the identity too, and the account is old enough.
export async function money({ incident, people }) {
  const [person] = people;
  const seen = await ask(TURAL, 'incident.IncidentService/GetIncident', { name: incident.name });
  await ask(TURAL, 'incident.IncidentService/VerifyIncident', { name: incident.name, etag: seen.etag, reason: 'yerində baxılıb' });
  const before = await ask(SAMIR, 'survivor.SurvivorService/GetSurvivor', { name: person.name });
  const confirmed = await ask(SAMIR, 'survivor.SurvivorService/ConfirmIdentity', { name: person.name, etag: before.etag, document: 'şəxsiyyət vəsiqəsi' });
  await ask(RAMIN, 'survivor.SurvivorService/DecideDisability', {
    name: person.name, etag: confirmed.etag,
    decision: { percent: 65, cause: 'DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS', decidedOn: { year: 2025, month: 5, day: 1 }, validFrom: { year: 2025, month: 5, day: 1 }, actNumber: 'TSE-2025/40' },
  });
  await ask(SABINA, 'survivor.FamilyService/AddFamilyMember', {
    survivor: person.name, member: { relation: 'FAMILY_RELATION_SPOUSE', identity: { familyName: 'Protezli', givenName: 'Afət', birthDate: { year: 1985 } }, sex: 'SEX_FEMALE', isDependant: true, livesTogether: true, indirectVictim: true },
  });
  await ask(SAMIR, 'payment.PayeeAccountService/SetPayeeAccount', { survivor: person.name, iban: 'AZ77AIIB38001944194419441944', holderName: 'Protezli Rüstəm', document: 'Ərizə 12' }, { strongly: true });
  sql("BEGIN; SET LOCAL session_replication_role = replica; UPDATE payment.payee_account SET hold_until_time = now() - interval '1 minute'; COMMIT");
  return until(async () => (await ask(SAMIR, 'payment.EntitlementService/ListEntitlements', { filter: { survivor: person.name } })).entitlements
    ?.find(({ benefit, releasable }) => benefit === 'disability-allowance' && releasable), 'an allowance that may be paid');
}

// What the bank says of an order that it refuses, signed by the invented bank.
export async function refusedByBank(run) {
  const { files } = await ask('ilqar-releaser', 'payment.PaymentRunService/ListRunFiles', { run: run.name });
  const { orders } = await ask('kamran-verifier', 'payment.PaymentRunService/ListOrders', { run: run.name });
  const now = new Date().toISOString().replace(/\.\d+Z/, 'Z');
  const content = `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">\n<CstmrPmtStsRpt><GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>${now}</CreDtTm></GrpHdr>`
    + `<OrgnlGrpInfAndSts><OrgnlMsgId>${files[0].messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>`
    + `<OrgnlPmtInfAndSts><OrgnlPmtInfId>PMT</OrgnlPmtInfId>${orders.map(({ uid }) => `<TxInfAndSts><OrgnlEndToEndId>${uid.replaceAll('-', '')}</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts>`).join('')}</OrgnlPmtInfAndSts>`
    + '</CstmrPmtStsRpt>\n</Document>\n';
  const bank = process.env.DAYAQ_BANK;
  const signature = execFileSync('openssl', ['cms', '-sign', '-binary', '-outform', 'DER', '-signer', `${bank}/cert.pem`, '-inkey', `${bank}/key.pem`], { input: content });
  await ask('sanan-reconciler', 'payment.BankService/SubmitBankFile', { content: Buffer.from(content).toString('base64'), signature: signature.toString('base64') });
}

export const filled = async () => {
  const made = await registered();
  const allowance = await money(made);
  return { ...made, allowance, rehabilitation: await rehabilitation(made), employment: await employment(made) };
};
