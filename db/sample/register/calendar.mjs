// Days of the invented register: whole and partial dates as texts ("1994", "1994-07", "1994-07-23"), days as numbers.
const DAY = 86_400_000;

export const dayOf = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;
export const textOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

// First and last day that a partial date may stand for.
export function earliest(text) {
  return dayOf(text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text);
}
export function latest(text) {
  if (text.length === 10) return dayOf(text);
  if (text.length === 4) return dayOf(`${text}-12-31`);
  const [year, month] = text.split('-').map(Number);
  return dayOf(month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`) - 1;
}

function completedYears(birth, day) {
  const [from, at] = [textOf(birth), textOf(day)];
  return Number(at.slice(0, 4)) - Number(from.slice(0, 4)) - (at.slice(5) < from.slice(5) ? 1 : 0);
}

// The ages that someone born on `birth` may have had on `at`.
export const ageRange = (birth, at) => ({ min: Math.max(0, completedYears(latest(birth), earliest(at))), max: completedYears(earliest(birth), latest(at)) });
