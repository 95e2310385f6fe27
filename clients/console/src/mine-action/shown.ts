// An incident and its people as this desk shows them: what happened, and nobody's name or health.
import type { Casualty } from '../contract/dayaq/incident/v1/casualty_pb.ts';
import {
  AccidentClassSchema, ActivitySchema, AnswerSchema, AreaTypeSchema, CivilStatusSchema, DeviceCategorySchema, IncidentStateSchema, OutcomeSchema, TimeBandSchema,
} from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { SexSchema } from '../contract/dayaq/common/v1/person_pb.ts';
import type { Incident } from '../contract/dayaq/incident/v1/incident_pb.ts';
import { shown } from '../values/partial-date.ts';
import type { MineWords } from './words.ts';

const joined = (...parts: string[]) => parts.filter((part) => part !== '').join(', ');

export const addressOf = (uid: string) => `/mine-action/incidents/${uid}`;
export const addressOfPair = (one: string, other: string) => `/mine-action/duplicates/${one}/${other}`;

export function peopleOf({ killed, injured, outcomeUnknown }: Incident, { t }: MineWords): string {
  return joined(t('hospital.people', { killed, injured }), outcomeUnknown > 0 ? t('mine.outcomeUnknown', { count: outcomeUnknown }) : '');
}

// Facts of the event, the same lines for one incident and for two side by side.
export function rowsOf(incident: Incident, words: MineWords, placeName: (code: string) => string): [string, string][] {
  const { t, label } = words;
  const { facts } = incident;
  if (!facts) return [];
  const { point } = facts;
  return [
    [t('mine.state'), label(IncidentStateSchema, incident.state)],
    [t('mine.when'), joined(shown(facts.occurredOn), facts.occurredAt || label(TimeBandSchema, facts.timeBand))],
    [t('mine.where'), joined(placeName(facts.district), facts.settlement)],
    [t('mine.point'), point ? joined(`${point.latitude.toFixed(4)}° ${point.longitude.toFixed(4)}°`, point.precisionMetres > 0 ? t('mine.precision', { metres: point.precisionMetres }) : '') : ''],
    [t('mine.area'), label(AreaTypeSchema, facts.areaType)],
    [t('mine.device'), joined(label(DeviceCategorySchema, facts.deviceCategory), facts.deviceDetail)],
    [t('mine.class'), label(AccidentClassSchema, facts.accidentClass)],
    [t('mine.activated'), facts.howActivated],
    [t('mine.marked'), label(AnswerSchema, facts.marked)],
    [t('mine.contactLine'), label(AnswerSchema, facts.formerContactLine)],
    [t('mine.hazard'), facts.hazardArea || t('mine.noHazard')],
    [t('mine.people'), peopleOf(incident, words)],
  ];
}

// Somebody, told apart from the others of the same incident without a name.
export function personOf({ facts }: Casualty, { t, label }: MineWords): string {
  if (!facts) return t('mine.noName');
  const { age } = facts;
  const years = age ? (age.minYears === age.maxYears ? String(age.minYears) : `${age.minYears}–${age.maxYears}`) : '';
  return joined(
    label(OutcomeSchema, facts.outcome), label(SexSchema, facts.sex), years === '' ? '' : t('mine.years', { years }), label(CivilStatusSchema, facts.civilStatus), label(ActivitySchema, facts.activity),
  ) || t('mine.noName');
}
