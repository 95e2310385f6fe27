// What of a table of figures is drawn, and which table a choice of days asks for. Pure.
import { CellStatus, type FigureCell, type FigureDimension, type FigureTable } from '../contract/dayaq/statistics/v1/figure_pb.ts';
import type { Day } from '../values/day.ts';

export const TOTAL = '_T';
export const AREA = 'REF_AREA';

// The national war ended on this day; official figures count from it.
export const SINCE = '2020-11-10';

export interface Asked {
  // {set}/{id}
  indicator: string;
  dimensions: string[];
  // Days, as 2024-12-31.
  from: string;
  until: string;
  // TimeStep; 0 is not divided.
  step: number;
}

export interface Spec {
  indicator: string;
  dimensions: string[];
  from: Day;
  until: Day;
  step: number;
}

const order = ({ year, month, day }: Day) => year * 10_000 + month * 100 + day;

// The table that is asked for, as known on a day: nothing later than that day, and, when time is divided, whole calendar years. Nothing when no
// day, or no whole year, is left.
export function specOf({ indicator, dimensions, step }: Asked, from: Day | undefined, until: Day | undefined, knownUntil: Day | undefined): Spec | undefined {
  if (!from || !until || !knownUntil) return undefined;
  const last = order(until) <= order(knownUntil) ? until : knownUntil;
  if (step === 0) return order(from) <= order(last) ? { indicator, dimensions, from, until: last, step } : undefined;
  const year = last.month === 12 && last.day === 31 ? last.year : last.year - 1;
  return from.year <= year ? { indicator, dimensions, from: { year: from.year, month: 1, day: 1 }, until: { year, month: 12, day: 31 }, step } : undefined;
}

export const isHidden = ({ status }: FigureCell) => status === CellStatus.HIDDEN;
// As it is printed: hidden, or nothing since there is nobody of whom it could be told.
export const textOf = (cell: FigureCell) => (isHidden(cell) ? '..' : cell.value || '–');

// Cells by their codes.
export function cellsOf(table: FigureTable): (codes: string[]) => FigureCell | undefined {
  const byCodes = new Map(table.cells.map((cell) => [cell.codes.join('|'), cell]));
  return (codes) => byCodes.get(codes.join('|'));
}

// The smallest periods that a table is divided into; what is known to a year alone lies in none of them.
export function finestPeriods(time: FigureDimension | undefined): string[] {
  const codes = (time?.codes ?? []).map(({ code }) => code).filter((code) => !code.endsWith('/U'));
  const fineness = (code: string) => (/^\d{4}-\d{2}$/.test(code) ? 0 : /^\d{4}-Q\d$/.test(code) ? 1 : 2);
  const finest = Math.min(...codes.map(fineness));
  return codes.filter((code) => fineness(code) === finest);
}

export interface Drawn {
  code: string;
  value: number;
  hidden: boolean;
}

const drawn = (code: string, cell: FigureCell | undefined): Drawn[] => (cell ? [{ code, value: isHidden(cell) ? 0 : Number(cell.value), hidden: isHidden(cell) }] : []);

// Totals over time.
export function overTime(table: FigureTable): Drawn[] {
  const at = cellsOf(table);
  const rest = table.dimensions.slice(1).map(() => TOTAL);
  return finestPeriods(table.dimensions[0]).flatMap((code) => drawn(code, at([code, ...rest])));
}

// The last period, whole: what stands last, after its parts.
export const lastPeriod = (table: FigureTable) => table.dimensions[0]?.codes.at(-1)?.code ?? '';

// Periods that are no part of another: years, or the one period that is not divided.
export function wholePeriods(table: FigureTable): string[] {
  const codes = (table.dimensions[0]?.codes ?? []).map(({ code }) => code);
  const whole = codes.filter((code) => !/^\d{4}(-\d{2}|-Q\d|\/U)$/.test(code));
  return whole.length > 0 ? whole : codes.slice(-1);
}

// One dimension at a period, everything else summed.
export function byCode(table: FigureTable, place: number, period: string): Drawn[] {
  const at = cellsOf(table);
  return (table.dimensions[place]?.codes ?? []).filter(({ code }) => code !== TOTAL).flatMap(({ code }) =>
    drawn(code, at(table.dimensions.map((_, index) => (index === 0 ? period : index === place ? code : TOTAL)))));
}

// The total of the last period; nothing when it is hidden.
export function grandTotal(table: FigureTable): number | undefined {
  const cell = cellsOf(table)([lastPeriod(table), ...table.dimensions.slice(1).map(() => TOTAL)]);
  return cell && cell.value !== '' ? Number(cell.value) : undefined;
}
