import type { Language } from './words.tsx';

// Words of a desk as a table, Azerbaijani, English and Russian beside each other.
export function inThree<Own extends string>(table: Record<Own, [string, string, string]>): Record<Language, Record<Own, string>> {
  const column = (place: 0 | 1 | 2) => Object.fromEntries(Object.entries<[string, string, string]>(table).map(([word, words]) => [word, words[place]])) as Record<Own, string>;
  return { az: column(0), en: column(1), ru: column(2) };
}
