// Dates, telephones and letters as people write them. Plain functions, no browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { byAlphabet, fold } from '../src/values/fold.ts';
import { isNationalId, normalNationalId } from '../src/values/national-id.ts';
import { qepikOf, shownMoney } from '../src/values/money.ts';
import { faultOf, fromNumbers, isEmpty, shown, todayInBaku, toNumbers } from '../src/values/partial-date.ts';
import { isPhone, normalPhone, shownPhone } from '../src/values/phone.ts';
import { shownTime } from '../src/values/time.ts';
import { az } from '../src/words/az.ts';
import { en } from '../src/words/en.ts';
import { ru } from '../src/words/ru.ts';

const NOW = new Date('2026-11-30T21:00:00Z');
const of = (text) => {
  const [year = '', month = '', day = ''] = text.split('-');
  return { year, month, day };
};

for (const [text, fault] of [
  ['', undefined], ['2024', undefined], ['2024-2', undefined], ['2024-2-29', undefined], ['2023-2-29', 'DATE_IMPOSSIBLE'], ['2024-4-31', 'DATE_IMPOSSIBLE'], ['2024-13', 'DATE_IMPOSSIBLE'],
  ['2024-0', 'DATE_IMPOSSIBLE'], ['1899', 'DATE_IMPOSSIBLE'], ['24', 'DATE_IMPOSSIBLE'], ['-2-3', 'DATE_YEAR_NEEDED'], ['2024--3', 'DATE_MONTH_NEEDED'], ['2026-12', undefined],
  ['2026', undefined], ['2026-12-1', undefined], ['2026-12-2', 'IN_THE_FUTURE'], ['2027', 'IN_THE_FUTURE'],
]) {
  // At 21:00 UTC it is the first of December in Baku.
  test(`the date "${text}" is ${fault ?? 'taken'}`, () => assert.equal(faultOf(of(text), NOW), fault));
}

test('the day is the one in Baku', () => {
  assert.deepEqual(todayInBaku(NOW), { year: 2026, month: 12, day: 1 });
  assert.deepEqual(todayInBaku(new Date('2026-11-30T19:59:00Z')), { year: 2026, month: 11, day: 30 });
});

test('a date is shown as far as it is known, and comes back as it was', () => {
  for (const [text, words] of [['2026-11-19', '19.11.2026'], ['2026-3', '03.2026'], ['2026', '2026'], ['', '']]) {
    assert.equal(shown(toNumbers(of(text))), words);
    assert.deepEqual(fromNumbers(toNumbers(of(text))), of(text));
  }
  assert.ok(isEmpty(fromNumbers(undefined)));
});

for (const [typed, kept] of [
  ['050 123 45 67', '+994501234567'], ['+994 50 123-45-67', '+994501234567'], ['994501234567', '+994501234567'], ['501234567', '+994501234567'], ['', ''],
]) {
  test(`the telephone "${typed}" is ${kept || 'nothing'}`, () => {
    assert.equal(normalPhone(typed), kept);
    assert.equal(kept !== '', isPhone(normalPhone(typed)));
  });
}

test('a telephone is shown in groups', () => {
  assert.equal(shownPhone('+994501234567'), '+994 50 123 45 67');
  assert.equal(isPhone('+99450123456'), false);
  assert.equal(isPhone('+7 900 000 00 00'), false);
});

test('a FİN is taken however it is typed', () => {
  assert.equal(normalNationalId(' 5abc 1d2'), '5ABC1D2');
  for (const wrong of ['5ABC1D', '5ABC1DI', '5ABC1DO', '5ABC1D22']) assert.equal(isNationalId(wrong), false, wrong);
  assert.ok(isNationalId('5ABC1D2'));
});

test('ə and e, ı and i, ş and s are found by either', () => {
  assert.equal(fold('ƏLİYEVA Şəfiqə'), fold('eliyeva sefiqe'));
  assert.equal(fold('IĞDIR'), fold('ığdır'));
  assert.deepEqual(['Zərdab', 'Əsgəran', 'Ağdam', 'İmişli', 'Xocalı', 'Qax'].sort(byAlphabet('az')), ['Ağdam', 'Əsgəran', 'Xocalı', 'İmişli', 'Qax', 'Zərdab']);
});

test('times are those of Baku, money is in manat', () => {
  assert.equal(shownTime({ seconds: 1_767_303_000n, nanos: 0 }), '02.01.2026, 01:30');
  assert.equal(shownTime(new Date('2026-01-01T20:00:00Z')), '02.01.2026, 00:00');
  for (const [qepik, language, words] of [[22_000n, 'az', '220,00 manat'], [5n, 'en', '0.05 manat'], [-123_456_789n, 'ru', '−1 234 567,89 манатов']]) {
    assert.equal(shownMoney(qepik, 'AZN', language).replaceAll('\u00a0', ' '), words);
  }
});

test('every word is there in every language, with the same places to fill', () => {
  const places = (words) => (words.match(/\{\w+\}/g) ?? []).sort().join();
  for (const [name, words] of Object.entries(az)) {
    for (const other of [en, ru]) {
      assert.ok(other[name]?.length > 0, name);
      assert.equal(places(other[name]), places(words), name);
    }
  }
});

test('an amount is taken as people type it, and nothing else is an amount', () => {
  for (const [typed, qepik] of [['125000,50', 12_500_050n], ['1 250 000.5', 125_000_050n], ['7', 700n], ['0,05', 5n]]) assert.equal(qepikOf(typed), qepik, typed);
  for (const typed of ['', 'abc', '1,234', '-5', '1.2.3', '1e6', '9999999999999']) assert.equal(qepikOf(typed), undefined, typed);
});
