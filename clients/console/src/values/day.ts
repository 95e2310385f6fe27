// Whole days and hours of Baku, which has kept four hours ahead of UTC all year since 2016.
import { create } from '@bufbuild/protobuf';
import { type Timestamp, TimestampSchema } from '@bufbuild/protobuf/wkt';

import { PartialDateSchema } from '../contract/dayaq/common/v1/partial_date_pb.ts';
import { todayInBaku } from './partial-date.ts';

export interface Day {
  year: number;
  month: number;
  day: number;
}

const AHEAD_SECONDS = 4 * 3600;
const DAY_SECONDS = 86_400;

const two = (value: number) => String(value).padStart(2, '0');
const secondsOf = ({ year, month, day }: Day) => Date.UTC(year, month - 1, day) / 1000;
function dayOf(seconds: number): Day {
  const date = new Date(seconds * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export const today = (): Day => todayInBaku();
export const addDays = (day: Day, days: number): Day => dayOf(secondsOf(day) + days * DAY_SECONDS);
export const daysBetween = (first: Day, last: Day) => Math.round((secondsOf(last) - secondsOf(first)) / DAY_SECONDS);
// 1 is Monday, as in the contract.
export const weekdayOf = (day: Day) => ((new Date(secondsOf(day) * 1000).getUTCDay() + 6) % 7) + 1;
export const isoOf = ({ year, month, day }: Day) => `${year}-${two(month)}-${two(day)}`;
export function fromIso(text: string): Day | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (!year) return undefined;
  const given = { year: Number(year), month: Number(month), day: Number(day) };
  return isoOf(dayOf(secondsOf(given))) === text ? given : undefined;
}
export const toMessage = (day: Day) => create(PartialDateSchema, day);
export const monthOf = ({ year, month }: Day) => `${year}-${two(month)}`;

// Minutes behind midnight, as 09:30.
export const clock = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

export const timeAt = (day: Day, minute: number): Timestamp =>
  create(TimestampSchema, { seconds: BigInt(secondsOf(day) - AHEAD_SECONDS + minute * 60) });

export function placeOf(time: Timestamp | undefined): { day: Day; minute: number } | undefined {
  if (!time) return undefined;
  const seconds = Number(time.seconds) + AHEAD_SECONDS;
  return { day: dayOf(seconds), minute: Math.floor((((seconds % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS) / 60) };
}

export const sameDay = (one: Day, other: Day) => isoOf(one) === isoOf(other);
// Whether a date that is known as a whole lies before a day.
export const isBefore = (date: Day | undefined, day: Day) => date !== undefined && date.year > 0 && date.month > 0 && date.day > 0 && isoOf(date) < isoOf(day);
