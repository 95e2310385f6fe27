// An incident as it is being written down: what stands in the fields, and from it the request.
import { create } from '@bufbuild/protobuf';

import type { Fault } from '../calls/problem.ts';
import { PartialDateSchema } from '../contract/dayaq/common/v1/partial_date_pb.ts';
import { PersonIdentitySchema } from '../contract/dayaq/common/v1/person_pb.ts';
import { CasualtySchema } from '../contract/dayaq/incident/v1/casualty_pb.ts';
import { InjuryKind, Outcome, SourceKind } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { IncidentSchema, ReportSchema } from '../contract/dayaq/incident/v1/incident_pb.ts';
import { RegisterIncidentRequestSchema } from '../contract/dayaq/incident/v1/incident_service_pb.ts';
import type { Entry } from '../drafts/sealed-store.ts';
import { isNationalId } from '../values/national-id.ts';
import { faultOf, isEmpty, NO_DATE, type PartialText, todayInBaku, toNumbers } from '../values/partial-date.ts';
import { isPhone } from '../values/phone.ts';
import type { Words } from '../words/words.tsx';

export interface Hurt {
  part: number;
  side: number;
  kind: number;
  // Of an amputation.
  level: number;
  third: number;
}

export interface Person {
  key: string;
  nameless: boolean;
  familyName: string;
  givenName: string;
  fatherName: string;
  nationalId: string;
  birthDate: PartialText;
  phone: string;
  address: string;
  sex: number;
  outcome: number;
  diedOn: PartialText;
  civilStatus: number;
  activity: number;
  injuries: Hurt[];
  note: string;
}

export interface Draft extends Entry {
  requestId: string;
  begunAt: number;
  occurredOn: PartialText;
  occurredAt: string;
  timeBand: number;
  district: string;
  settlement: string;
  areaType: number;
  device: number;
  accident: number;
  marked: number;
  document: string;
  people: Person[];
  // What the service said of it when it came back.
  faults: Fault[];
}

export const NATIONAL_REGISTER = 'az';

export const newPerson = (): Person => ({
  key: crypto.randomUUID(), nameless: false, familyName: '', givenName: '', fatherName: '', nationalId: '', birthDate: NO_DATE, phone: '', address: '', sex: 0, outcome: 0,
  diedOn: NO_DATE, civilStatus: 0, activity: 0, injuries: [], note: '',
});

export function newDraft(district: string): Draft {
  const now = Date.now();
  return {
    id: crypto.randomUUID(), requestId: crypto.randomUUID(), begunAt: now, changedAt: now, occurredOn: NO_DATE, occurredAt: '', timeBand: 0, district, settlement: '', areaType: 0,
    device: 0, accident: 0, marked: 0, document: '', people: [newPerson()], faults: [],
  };
}

export const nameOf = (person: { familyName: string; givenName: string; fatherName?: string }) =>
  [person.familyName, person.givenName, person.fatherName ?? ''].filter((part) => part !== '').join(' ');

// ---- what is missing or impossible, before anything is sent; the service checks again and knows more

export const ofPerson = (index: number) => `incident.casualties[${index}].facts`;

export function faultsOfIncident(draft: Draft, t: Words['t']): Fault[] {
  const faults: Fault[] = [];
  const add = (field: string, reason: string, words: string) => faults.push({ field: `incident.facts.${field}`, reason, words });
  const date = faultOf(draft.occurredOn);
  if (isEmpty(draft.occurredOn)) add('occurred_on', 'REQUIRED', t('register.need.date'));
  else if (date) add('occurred_on', date, t(`date.${date}`));
  if (draft.occurredAt !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(draft.occurredAt)) add('occurred_at', 'PATTERN_MISMATCH', t('register.timeFault'));
  if (draft.district === '') add('district', 'REQUIRED', t('register.need.district'));
  return faults;
}

export function faultsOfPerson(person: Person, index: number, t: Words['t']): Fault[] {
  const faults: Fault[] = [];
  const add = (field: string, reason: string, words: string) => faults.push({ field: `${ofPerson(index)}.${field}`, reason, words });
  if (!person.nameless) {
    if (person.familyName.trim() === '' && person.givenName.trim() === '') add('identity.family_name', 'REQUIRED', t('register.need.name'));
    if (person.nationalId !== '' && !isNationalId(person.nationalId)) add('identity.national_id', 'PATTERN_MISMATCH', t('register.nationalIdFault'));
    const birth = faultOf(person.birthDate);
    if (birth) add('identity.birth_date', birth, t(`date.${birth}`));
    if (person.phone !== '' && !isPhone(person.phone)) add('identity.phone', 'PATTERN_MISMATCH', t('phone.fault'));
  }
  if (person.outcome === Outcome.UNSPECIFIED) add('outcome', 'REQUIRED', t('register.need.outcome'));
  const died = faultOf(person.diedOn);
  if (person.outcome === Outcome.KILLED && died) add('died_on', died, t(`date.${died}`));
  person.injuries.forEach((hurt, place) => {
    if (hurt.kind === InjuryKind.UNSPECIFIED) add(`injuries[${place}].kind`, 'REQUIRED', t('register.need.kind'));
    if (hurt.kind === InjuryKind.AMPUTATION && hurt.level === 0) add(`injuries[${place}].level`, 'REQUIRED', t('register.need.level'));
  });
  return faults;
}

export const faultsOf = (draft: Draft, t: Words['t']) => [...faultsOfIncident(draft, t), ...draft.people.flatMap((person, index) => faultsOfPerson(person, index, t))];

// The step of the form where a field stands: 0 is the incident, then one for each person.
export function stepOf(field: string): number {
  const [, index] = /^incident\.casualties\[(\d+)\]/.exec(field) ?? [];
  return index === undefined ? 0 : Number(index) + 1;
}

// ---- the request

const date = (text: PartialText) => (isEmpty(text) ? undefined : create(PartialDateSchema, toNumbers(text)));

function identityOf(person: Person) {
  if (person.nameless) return undefined;
  return create(PersonIdentitySchema, {
    familyName: person.familyName.trim(), givenName: person.givenName.trim(), fatherName: person.fatherName.trim(), nationalId: person.nationalId, birthDate: date(person.birthDate),
    phone: person.phone, address: person.address.trim(),
  });
}

function casualtyOf(person: Person) {
  const lost = person.injuries.filter(({ kind, level }) => kind === InjuryKind.AMPUTATION && level !== 0);
  return create(CasualtySchema, {
    facts: {
      identity: identityOf(person),
      sex: person.sex,
      outcome: person.outcome,
      diedOn: person.outcome === Outcome.KILLED ? date(person.diedOn) : undefined,
      civilStatus: person.civilStatus,
      activity: person.activity,
      injuries: person.injuries.map(({ part, side, kind }) => ({ part, side, kind })),
      amputations: lost.map(({ level, side, third }) => ({ level, side, third })),
      clinicalNote: person.note.trim(),
    },
  });
}

export function requestOf(draft: Draft, now = new Date()) {
  return create(RegisterIncidentRequestSchema, {
    requestId: draft.requestId,
    incident: create(IncidentSchema, {
      register: NATIONAL_REGISTER,
      facts: {
        occurredOn: date(draft.occurredOn), occurredAt: draft.occurredAt, timeBand: draft.occurredAt === '' ? draft.timeBand : 0, district: draft.district,
        settlement: draft.settlement.trim(), areaType: draft.areaType, deviceCategory: draft.device, accidentClass: draft.accident, marked: draft.marked,
      },
      casualties: draft.people.map(casualtyOf),
    }),
    report: create(ReportSchema, { source: SourceKind.HOSPITAL, document: draft.document.trim(), reportedOn: create(PartialDateSchema, todayInBaku(now)) }),
  });
}
