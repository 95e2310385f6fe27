// Letters as people look for them: ə and e, ı and i, ş and s are found by either.
const LETTERS: Record<string, string> = { ə: 'e', ı: 'i', ö: 'o', ü: 'u', ş: 's', ç: 'c', ğ: 'g' };

export const fold = (text: string) =>
  text
    .toLocaleLowerCase('az')
    .normalize('NFC')
    .replace(/[əıöüşçğ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

// Browsers do not all know this alphabet.
const ALPHABET = 'abcçdeəfgğhxıijkqlmnoöprsştuüvyz';
const placeOf = (letter: string) => {
  const place = ALPHABET.indexOf(letter);
  return place >= 0 ? place : ALPHABET.length + (letter.codePointAt(0) ?? 0);
};

function inAzerbaijani(one: string, other: string): number {
  const [left, right] = [one, other].map((text) => [...text.toLocaleLowerCase('az')].filter((letter) => /\p{L}|\d/u.test(letter)));
  for (let index = 0; index < Math.min(left?.length ?? 0, right?.length ?? 0); index += 1) {
    const order = placeOf(left?.[index] ?? '') - placeOf(right?.[index] ?? '');
    if (order !== 0) return order;
  }
  return (left?.length ?? 0) - (right?.length ?? 0);
}

export const byAlphabet = (language: string) => (language === 'az' ? inAzerbaijani : new Intl.Collator(language).compare);
