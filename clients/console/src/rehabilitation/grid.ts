// A calendar as a grid: columns are specialists, rooms or days, rows are stretches of a day. Pure: what stands where, and what is closed.
import type { Appointment } from '../contract/dayaq/rehabilitation/v1/appointment_pb.ts';
import type { Centre, Closure, OpeningHours } from '../contract/dayaq/rehabilitation/v1/centre_pb.ts';
import { addDays, type Day, isoOf, placeOf, weekdayOf } from '../values/day.ts';

export interface Column {
  key: string;
  title: string;
  day: Day;
  specialistUid: string;
  roomUid: string;
  // When somebody is there; none: whenever the centre is open.
  hours: OpeningHours[];
}

export interface Rows {
  first: number;
  step: number;
  count: number;
}

export interface Cell {
  row: number;
  span: number;
  appointment?: Appointment;
  closed: boolean;
}

const FINEST_MINUTES = 15;
const MOST_ROWS = 60;

const divisor = (one: number, other: number): number => (other === 0 ? one : divisor(other, one % other));
const open = (hours: OpeningHours[], day: Day) => hours.filter(({ weekday }) => weekday === weekdayOf(day));

// The days of the week around a day, Monday first.
export const weekOf = (day: Day) => Array.from({ length: 7 }, (_, place) => addDays(day, place + 1 - weekdayOf(day)));

// From the earliest opening to the latest closing of these days, in steps that all visits are made of.
export function rowsOf(centre: Centre, days: Day[]): Rows {
  const hours = days.flatMap((day) => open(centre.hours, day));
  if (hours.length === 0) return { first: 0, step: 30, count: 0 };
  const first = Math.min(...hours.map(({ opensMinute }) => opensMinute));
  const last = Math.max(...hours.map(({ closesMinute }) => closesMinute));
  const common = centre.visits.reduce((step, { minutes }) => divisor(step, minutes), 0) || 30;
  const step = Math.max(FINEST_MINUTES, common, Math.ceil((last - first) / MOST_ROWS));
  return { first, step, count: Math.ceil((last - first) / step) };
}

export function columnsOf(centre: Centre, by: string, day: Day): Column[] {
  const there = <Thing extends { endedOn?: Day }>({ endedOn }: Thing) => !endedOn || isoOf(endedOn) >= isoOf(day);
  if (by === 'rooms') return centre.rooms.filter(there).map(({ uid, title }) => ({ key: uid, title, day, specialistUid: '', roomUid: uid, hours: [] }));
  const specialists = centre.specialists.filter(there);
  const one = specialists.find(({ uid }) => uid === by);
  if (one) return weekOf(day).map((each) => ({ key: isoOf(each), title: '', day: each, specialistUid: one.uid, roomUid: '', hours: one.hours }));
  return specialists.map(({ uid, fullName, hours }) => ({ key: uid, title: fullName, day, specialistUid: uid, roomUid: '', hours }));
}

function within(hours: OpeningHours[], day: Day, minute: number, step: number) {
  return open(hours, day).some(({ opensMinute, closesMinute }) => opensMinute < minute + step && minute < closesMinute);
}

function shut(closures: Closure[], { day, specialistUid, roomUid }: Column) {
  const on = isoOf(day);
  return closures.some((closure) => {
    if (closure.withdrawnTime || !closure.firstDay || !closure.lastDay || on < isoOf(closure.firstDay) || on > isoOf(closure.lastDay)) return false;
    if (closure.specialistUid !== '') return closure.specialistUid === specialistUid;
    return closure.roomUid === '' || closure.roomUid === roomUid;
  });
}

const lies = (appointment: Appointment, { day, specialistUid, roomUid }: Column) => {
  const at = placeOf(appointment.startsTime);
  if (!at || isoOf(at.day) !== isoOf(day)) return false;
  return specialistUid !== '' ? appointment.specialistUid === specialistUid : appointment.roomUid === roomUid;
};

// The cells of one column from top to bottom; an appointment that begins in a taken row is left to the list that says so.
export function cellsOf(centre: Centre, column: Column, rows: Rows, appointments: Appointment[]): Cell[] {
  const starting = new Map<number, Appointment>();
  for (const appointment of appointments.filter((one) => lies(one, column))) {
    const row = Math.floor(((placeOf(appointment.startsTime)?.minute ?? 0) - rows.first) / rows.step);
    if (row >= 0 && row < rows.count && !starting.has(row)) starting.set(row, appointment);
  }
  const closedDay = shut(centre.closures, column);
  const cells: Cell[] = [];
  for (let row = 0; row < rows.count; ) {
    const appointment = starting.get(row);
    const minute = rows.first + row * rows.step;
    const closed = closedDay || !within(centre.hours, column.day, minute, rows.step) || (column.hours.length > 0 && !within(column.hours, column.day, minute, rows.step));
    let span = 1;
    if (appointment) {
      const minutes = Number((appointment.endsTime?.seconds ?? 0n) - (appointment.startsTime?.seconds ?? 0n)) / 60;
      const wanted = Math.max(1, Math.ceil(minutes / rows.step));
      while (span < wanted && row + span < rows.count && !starting.has(row + span)) span += 1;
    }
    cells.push({ row, span, appointment, closed });
    row += span;
  }
  return cells;
}

// Where an arrow key leads: the cell that covers the row in the column beside, or the one below or above.
export function stepTo(columns: Cell[][], { column, row }: { column: number; row: number }, key: string) {
  const covering = (place: number) => columns[place]?.find((cell) => row >= cell.row && row < cell.row + cell.span);
  const here = columns[column]?.findIndex((cell) => cell.row === row) ?? -1;
  const to = (place: number, cell: Cell | undefined) => (cell ? { column: place, row: cell.row } : undefined);
  switch (key) {
    case 'ArrowLeft': return to(column - 1, covering(column - 1));
    case 'ArrowRight': return to(column + 1, covering(column + 1));
    case 'ArrowUp': return to(column, columns[column]?.[here - 1]);
    case 'ArrowDown': return to(column, columns[column]?.[here + 1]);
    case 'Home': return to(column, columns[column]?.[0]);
    case 'End': return to(column, columns[column]?.at(-1));
    default: return undefined;
  }
}
