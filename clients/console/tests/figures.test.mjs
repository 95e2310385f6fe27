// What of a table of figures is drawn, which table is asked for as known on a day, and whose turn a release is.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { byCode, finestPeriods, grandTotal, overTime, specOf, textOf, wholePeriods } from '../src/statistics/figures.ts';
import { nextStep } from '../src/statistics/steps.ts';

const [SHOWN, HIDDEN] = [1, 3];
const day = (text) => { const [year, month, one] = text.split('-').map(Number); return { year, month, day: one }; };
const codes = (...list) => list.map((code) => ({ code, titleAz: code, titleEn: code }));
const cell = (value, ...at) => ({ codes: at, value, status: value === '..' ? HIDDEN : SHOWN });
const table = {
  dimensions: [{ id: 'TIME_PERIOD', codes: codes('2024-01', '2024-Q1', '2024/U', '2024') }, { id: 'SEX', codes: codes('M', 'F', '_T') }],
  cells: [cell('4', '2024-01', 'M'), { ...cell('..', '2024-01', 'F'), value: '' }, cell('6', '2024-01', '_T'), cell('9', '2024', 'M'), { ...cell('..', '2024', 'F'), value: '' }, cell('12', '2024', '_T')],
};

test('a table goes no further than the day it is known on', () => {
  const asked = { indicator: 'a/P1', dimensions: [], step: 0 };
  assert.deepEqual(specOf(asked, day('2020-11-10'), day('2026-01-01'), day('2024-05-29')).until, day('2024-05-29'));
  assert.deepEqual(specOf(asked, day('2020-11-10'), day('2023-01-01'), day('2024-05-29')).until, day('2023-01-01'));
  assert.equal(specOf(asked, day('2024-06-01'), day('2026-01-01'), day('2024-05-29')), undefined);
  assert.equal(specOf(asked, day('2024-06-01'), undefined, day('2024-05-29')), undefined);
});

test('divided time is whole calendar years that are over by then', () => {
  const asked = { indicator: 'a/P1', dimensions: [], step: 1 };
  assert.deepEqual(specOf(asked, day('2020-11-10'), day('2026-01-01'), day('2024-05-29')), { ...asked, from: day('2020-01-01'), until: day('2023-12-31') });
  assert.deepEqual(specOf(asked, day('2020-11-10'), day('2023-12-31'), day('2024-05-29')).until, day('2023-12-31'));
  assert.equal(specOf(asked, day('2024-01-01'), day('2026-01-01'), day('2024-05-29')), undefined);
});

test('bars over time are of the smallest periods, and of no year that is all that is known', () => {
  assert.deepEqual(finestPeriods(table.dimensions[0]), ['2024-01']);
  assert.deepEqual(finestPeriods({ codes: codes('2023', '2024') }), ['2023', '2024']);
  assert.deepEqual(finestPeriods(undefined), []);
  assert.deepEqual(wholePeriods(table), ['2024']);
  assert.deepEqual(wholePeriods({ dimensions: [{ codes: codes('2020-11-10/2024-05-29') }] }), ['2020-11-10/2024-05-29']);
  assert.deepEqual(overTime(table), [{ code: '2024-01', value: 6, hidden: false }]);
});

test('what is hidden is drawn as hidden and counted as nothing', () => {
  assert.deepEqual(byCode(table, 1, '2024'), [{ code: 'M', value: 9, hidden: false }, { code: 'F', value: 0, hidden: true }]);
  assert.equal(grandTotal(table), 12);
  assert.equal(grandTotal({ ...table, cells: [] }), undefined);
  assert.deepEqual(table.cells.map(textOf), ['4', '..', '6', '9', '..', '12']);
  assert.equal(textOf({ codes: [], value: '', status: 4 }), '–', 'nobody of whom it could be told is not hidden');
});

test('nobody checks what they drafted, nor publishes what they checked', () => {
  const may = (...actions) => (action) => actions.includes(action);
  const draft = { state: 1, draftedByUid: 'a', checkedByUid: '' };
  const checked = { state: 2, draftedByUid: 'a', checkedByUid: 'b' };
  assert.deepEqual(nextStep(draft, 'staff/b', may('release.check')), { step: 'check', mine: true, tookBefore: false });
  assert.deepEqual(nextStep(draft, 'staff/a', may('release.check', 'release.publish')), { step: 'check', mine: false, tookBefore: true });
  assert.equal(nextStep(draft, 'staff/c', may('release.publish')).mine, false);
  assert.equal(nextStep(checked, 'staff/a', may('release.publish')).mine, true, 'who drafted may publish');
  assert.equal(nextStep(checked, 'staff/b', may('release.publish')).tookBefore, true);
  assert.deepEqual(nextStep({ ...checked, state: 3 }, 'staff/a', may('release.publish')), { mine: false, tookBefore: false });
});
