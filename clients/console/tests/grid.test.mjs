// The calendar as a grid: what stands where, what is closed, and where the arrow keys lead.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addDays, daysBetween, fromIso, isoOf, placeOf, timeAt, weekdayOf } from '../src/values/day.ts';
import { cellsOf, columnsOf, rowsOf, stepTo, weekOf } from '../src/rehabilitation/grid.ts';

const MONDAY = { year: 2026, month: 11, day: 30 };
const opening = (weekday, opensMinute, closesMinute) => ({ weekday, opensMinute, closesMinute });
const centre = (more = {}) => ({
  visits: [{ visit: 2, minutes: 30 }, { visit: 4, minutes: 45 }],
  hours: [opening(1, 540, 720), opening(1, 780, 1020)],
  specialists: [{ uid: 's1', fullName: 'Günel', hours: [opening(1, 540, 660)] }, { uid: 's2', fullName: 'Elçin', hours: [] }, { uid: 's3', fullName: 'Getdi', hours: [], endedOn: { year: 2026, month: 1, day: 1 } }],
  rooms: [{ uid: 'r1', title: 'Zal' }],
  closures: [],
  ...more,
});
const visit = (specialistUid, minute, minutes, roomUid = '') => ({ uid: `${specialistUid}-${minute}`, specialistUid, roomUid, startsTime: timeAt(MONDAY, minute), endsTime: timeAt(MONDAY, minute + minutes) });

test('days of Baku are whole, and come back as they went', () => {
  assert.equal(isoOf(addDays({ year: 2026, month: 12, day: 31 }, 1)), '2027-01-01');
  assert.equal(isoOf(addDays({ year: 2028, month: 3, day: 1 }, -1)), '2028-02-29');
  assert.equal(daysBetween({ year: 2026, month: 11, day: 30 }, { year: 2027, month: 1, day: 1 }), 32);
  assert.equal(weekdayOf(MONDAY), 1);
  assert.equal(weekdayOf({ year: 2026, month: 12, day: 6 }), 7);
  assert.equal(fromIso('2026-02-30'), undefined);
  assert.equal(timeAt(MONDAY, 0).seconds, BigInt(Date.UTC(2026, 10, 29, 20) / 1000));
  for (const minute of [0, 1, 240, 1439]) assert.deepEqual(placeOf(timeAt(MONDAY, minute)), { day: MONDAY, minute });
});

test('a week begins on Monday, whichever day is asked for', () => {
  for (let ahead = 0; ahead < 7; ahead += 1) assert.deepEqual(weekOf(addDays(MONDAY, ahead)).map(isoOf), Array.from({ length: 7 }, (_, place) => isoOf(addDays(MONDAY, place))));
});

test('rows go from the first opening to the last closing in steps that all visits are made of', () => {
  assert.deepEqual(rowsOf(centre(), [MONDAY]), { first: 540, step: 15, count: 32 });
  assert.equal(rowsOf(centre(), [addDays(MONDAY, 1)]).count, 0);
});

test('columns are who works there still, rooms, or the days of one week', () => {
  assert.deepEqual(columnsOf(centre(), 'specialists', MONDAY).map(({ key }) => key), ['s1', 's2']);
  assert.deepEqual(columnsOf(centre(), 'rooms', MONDAY).map(({ roomUid }) => roomUid), ['r1']);
  assert.equal(columnsOf(centre(), 's1', MONDAY).length, 7);
});

test('a visit covers its rows, and what nobody gives then is closed', () => {
  const rows = rowsOf(centre(), [MONDAY]);
  const [first, second] = columnsOf(centre(), 'specialists', MONDAY);
  const cells = cellsOf(centre(), first, rows, [visit('s1', 570, 45), visit('s2', 570, 30)]);
  const taken = cells.filter(({ appointment }) => appointment);
  assert.deepEqual(taken.map(({ row, span }) => [row, span]), [[2, 3]]);
  assert.equal(cells.reduce((sum, { span }) => sum + span, 0), rows.count, 'every row is covered once');
  // Lunch is closed for all; she leaves at eleven.
  const closedAt = (list, minute) => list.find(({ row, span }) => rows.first + row * rows.step <= minute && minute < rows.first + (row + span) * rows.step).closed;
  assert.equal(closedAt(cells, 660), true);
  assert.equal(closedAt(cellsOf(centre(), second, rows, []), 660), false);
  assert.equal(closedAt(cellsOf(centre(), second, rows, []), 735), true);
});

test('a closure closes the centre, a specialist or a room, and one that was taken back none', () => {
  const rows = rowsOf(centre(), [MONDAY]);
  const open = (closures, by, place) => cellsOf(centre({ closures }), columnsOf(centre(), by, MONDAY)[place], rows, []).filter(({ closed }) => !closed).length;
  const closure = (more) => [{ specialistUid: '', roomUid: '', firstDay: MONDAY, lastDay: MONDAY, ...more }];
  assert.equal(open(closure({}), 'specialists', 1), 0);
  assert.equal(open(closure({ specialistUid: 's1' }), 'specialists', 0), 0);
  assert.ok(open(closure({ specialistUid: 's1' }), 'specialists', 1) > 0);
  assert.equal(open(closure({ roomUid: 'r1' }), 'rooms', 0), 0);
  assert.ok(open(closure({ withdrawnTime: {} }), 'specialists', 1) > 0);
  assert.ok(open(closure({ firstDay: addDays(MONDAY, 1), lastDay: addDays(MONDAY, 1) }), 'specialists', 1) > 0);
});

test('arrow keys lead to the cell that covers the row, and not out of the grid', () => {
  const columns = [[{ row: 0, span: 1 }, { row: 1, span: 1 }, { row: 2, span: 1 }], [{ row: 0, span: 3 }]];
  assert.deepEqual(stepTo(columns, { column: 0, row: 2 }, 'ArrowRight'), { column: 1, row: 0 });
  assert.deepEqual(stepTo(columns, { column: 0, row: 0 }, 'ArrowDown'), { column: 0, row: 1 });
  assert.deepEqual(stepTo(columns, { column: 0, row: 0 }, 'End'), { column: 0, row: 2 });
  assert.equal(stepTo(columns, { column: 1, row: 0 }, 'ArrowRight'), undefined);
  assert.equal(stepTo(columns, { column: 0, row: 0 }, 'ArrowUp'), undefined);
  assert.equal(stepTo(columns, { column: 0, row: 0 }, 'x'), undefined);
});
