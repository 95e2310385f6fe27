// Letters as people look for them: ə and e, ı and i, ş and s are found by either.
const LETTERS: Record<string, string> = { ə: 'e', ı: 'i', ö: 'o', ü: 'u', ş: 's', ç: 'c', ğ: 'g' };

export const fold = (text: string) =>
  text
    .toLocaleLowerCase('az')
    .normalize('NFC')
    .replace(/[əıöüşçğ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

export const byAlphabet = (language: string) => new Intl.Collator(language).compare;
