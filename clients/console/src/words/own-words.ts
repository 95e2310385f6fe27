// Words of one desk, which load with it. `t` of a desk knows them and the words that all desks share.
import { useMemo } from 'react';

import type { Word } from './az.ts';
import { fill, type Language, useWords } from './words.tsx';

export function ownWords<Own extends string>(own: Record<Language, Record<Own, string>>) {
  return function useOwnWords() {
    const shared = useWords();
    return useMemo(() => {
      const words = own[shared.language];
      const t = (word: Own | Word, values: Record<string, string | number> = {}): string =>
        word in words ? fill(words[word as Own], values) : shared.t(word as Word, values);
      return { ...shared, t };
    }, [shared]);
  };
}
