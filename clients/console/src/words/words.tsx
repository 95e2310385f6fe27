// The language of the page: Azerbaijani unless the person chose another.
import type { DescEnum } from '@bufbuild/protobuf';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

import { CODES } from '../labels/codes.ts';
import { REASONS } from '../labels/reasons.ts';
import { az, type Word } from './az.ts';
import { en } from './en.ts';
import { RU_CODES } from './ru-codes.ts';
import { ru } from './ru.ts';

export type Language = 'az' | 'en' | 'ru';
export const LANGUAGES: [Language, string][] = [['az', 'Azərbaycanca'], ['en', 'English'], ['ru', 'Русский']];
const WORDS = { az, en, ru };
const KEPT = 'dayaq-language';

const isLanguage = (text: string | null): text is Language => text === 'az' || text === 'en' || text === 'ru';

export const fill = (text: string, values: Record<string, string | number>) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

function words(language: Language) {
  return {
    language,
    t: (word: Word, values: Record<string, string | number> = {}) => fill(WORDS[language][word], values),
    // What a code means; nothing for what was not stated.
    label: (list: DescEnum, value: number): string => {
      const code = list.value[value]?.name ?? '';
      const [inAz, inEn] = CODES[code] ?? ['', ''];
      if (language === 'az') return inAz;
      return language === 'ru' ? (RU_CODES[code] ?? inEn) : inEn;
    },
    // All codes of a list that mean something, in the order of the contract.
    options: (list: DescEnum): [number, string][] =>
      list.values.filter(({ name }) => CODES[name]).map(({ number }) => [number, words(language).label(list, number)]),
    // Why something was refused: in Azerbaijani by its code, else in the service's own words.
    reason: (code: string, inEnglish: string) => (language === 'az' ? (REASONS[code] ?? inEnglish) : inEnglish || (REASONS[code] ?? code)),
  };
}

export type Words = ReturnType<typeof words>;
const Context = createContext<Words & { choose: (language: Language) => void }>({ ...words('az'), choose: () => undefined });

export function WordsProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => {
    const kept = localStorage.getItem(KEPT);
    return isLanguage(kept) ? kept : 'az';
  });
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem(KEPT, language);
  }, [language]);
  const value = useMemo(() => ({ ...words(language), choose: setLanguage }), [language]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export const useWords = () => useContext(Context);
