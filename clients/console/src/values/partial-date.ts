// Dates of real events, of which month or day may be unknown. A day is never invented: what is not known stays empty.
export interface PartialText {
  year: string;
  month: string;
  day: string;
}

export const NO_DATE: PartialText = { year: '', month: '', day: '' };

export type DateFault = 'DATE_YEAR_NEEDED' | 'DATE_MONTH_NEEDED' | 'DATE_IMPOSSIBLE' | 'IN_THE_FUTURE';

export const isEmpty = ({ year, month, day }: PartialText) => year === '' && month === '' && day === '';

const whole = (text: string) => (/^\d+$/.test(text) ? Number(text) : Number.NaN);

// Today in Baku, as numbers.
export function todayInBaku(now = new Date()): { year: number; month: number; day: number } {
  const part = (name: string) =>
    Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Baku', year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(now).find(({ type }) => type === name)?.value);
  return { year: part('year'), month: part('month'), day: part('day') };
}

// What is wrong with it, if anything; an empty date is not wrong.
export function faultOf(text: PartialText, now = new Date()): DateFault | undefined {
  if (isEmpty(text)) return undefined;
  if (text.year === '') return 'DATE_YEAR_NEEDED';
  if (text.day !== '' && text.month === '') return 'DATE_MONTH_NEEDED';
  const [year, month, day] = [whole(text.year), text.month === '' ? 0 : whole(text.month), text.day === '' ? 0 : whole(text.day)];
  if (!(year >= 1900 && year <= 2200) || (text.month !== '' && !(month >= 1 && month <= 12))) return 'DATE_IMPOSSIBLE';
  if (text.day !== '' && !(day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate())) return 'DATE_IMPOSSIBLE';
  const today = todayInBaku(now);
  const order = (one: { year: number; month: number; day: number }) => one.year * 10_000 + one.month * 100 + one.day;
  // Its earliest possible day decides.
  if (order({ year, month: month || 1, day: day || 1 }) > order(today)) return 'IN_THE_FUTURE';
  return undefined;
}

export const toNumbers = (text: PartialText) => ({ year: Number(text.year || 0), month: Number(text.month || 0), day: Number(text.day || 0) });

export const fromNumbers = (date?: { year: number; month: number; day: number }): PartialText =>
  date ? { year: date.year ? String(date.year) : '', month: date.month ? String(date.month) : '', day: date.day ? String(date.day) : '' } : NO_DATE;

// As people write it: 19.11.2026, 11.2026, 2026.
export function shown(date?: { year: number; month: number; day: number }): string {
  if (!date?.year) return '';
  const two = (value: number) => String(value).padStart(2, '0');
  return [date.day ? two(date.day) : '', date.month ? two(date.month) : '', String(date.year)].filter((part) => part !== '').join('.');
}
