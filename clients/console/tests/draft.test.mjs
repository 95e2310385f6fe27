// From what stands in the form to the request, and back from a refusal to the field. Plain functions, no browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { toJson } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';

import { mayPass, problemOf } from '../src/calls/problem.ts';
import { RegisterIncidentRequestSchema } from '../src/contract/dayaq/incident/v1/incident_service_pb.ts';
import { BadRequestSchema, ErrorInfoSchema } from '../src/contract/google/rpc/error_details_pb.ts';
import { cutOf, hasSides, hasThirds, levelsOf, REGIONS } from '../src/hospital/body.ts';
import { faultsOf, newDraft, newPerson, requestOf, stepOf } from '../src/hospital/draft.ts';

const t = (word) => word;
const of = (year, month = '', day = '') => ({ year, month, day });

function written() {
  const person = {
    ...newPerson(), familyName: ' Nümunəli ', givenName: 'Rəşad', birthDate: of('1984', '6'), phone: '+994501234567', sex: 2, outcome: 1, civilStatus: 1, activity: 4, diedOn: of('2020'),
    injuries: [{ part: 12, side: 2, kind: 3, level: 16, third: 0 }, { part: 4, side: 0, kind: 1, level: 0, third: 0 }],
  };
  return { ...newDraft('AZ-TAR'), occurredOn: of('2025', '11', '19'), occurredAt: '14:20', timeBand: 3, device: 1, document: 'jurnal 118', people: [person, { ...newPerson(), nameless: true, familyName: 'Gizli', outcome: 3 }] };
}

test('the request says what stands in the form, and no more', () => {
  const draft = written();
  const json = toJson(RegisterIncidentRequestSchema, requestOf(draft, new Date('2026-11-30T21:00:00Z')));
  assert.equal(json.requestId, draft.requestId);
  assert.deepEqual(json.report, { source: 'SOURCE_KIND_HOSPITAL', document: 'jurnal 118', reportedOn: { year: 2026, month: 12, day: 1 } });
  assert.deepEqual(json.incident.facts, { occurredOn: { year: 2025, month: 11, day: 19 }, occurredAt: '14:20', district: 'AZ-TAR', deviceCategory: 'DEVICE_CATEGORY_AP_MINE' });
  const [first, second] = json.incident.casualties.map(({ facts }) => facts);
  assert.deepEqual(first.identity, { familyName: 'Nümunəli', givenName: 'Rəşad', birthDate: { year: 1984, month: 6 }, phone: '+994501234567' });
  assert.deepEqual(first.amputations, [{ level: 'AMPUTATION_LEVEL_ANKLE_DISARTICULATION', side: 'SIDE_RIGHT' }]);
  assert.deepEqual(first.injuries, [{ part: 'BODY_PART_FOOT', side: 'SIDE_RIGHT', kind: 'INJURY_KIND_AMPUTATION' }, { part: 'BODY_PART_CHEST', kind: 'INJURY_KIND_WOUND' }]);
  // Who lives has no day of death, and whose name is not known has none, whatever was typed before.
  assert.equal(first.diedOn, undefined);
  assert.equal(second.identity, undefined);
});

test('a form that is whole has no faults, an empty one has all of them', () => {
  assert.deepEqual(faultsOf(written(), t), []);
  const fields = faultsOf(newDraft(''), t).map(({ field }) => field);
  assert.deepEqual(fields, ['incident.facts.occurred_on', 'incident.facts.district', 'incident.casualties[0].facts.identity.family_name', 'incident.casualties[0].facts.outcome']);
});

test('an injury needs its kind, an amputation its level', () => {
  const draft = written();
  draft.people[0].injuries = [{ part: 12, side: 2, kind: 0, level: 0, third: 0 }, { part: 11, side: 1, kind: 3, level: 0, third: 0 }];
  assert.deepEqual(faultsOf(draft, t).map(({ field }) => field), ['incident.casualties[0].facts.injuries[0].kind', 'incident.casualties[0].facts.injuries[1].level']);
});

test('a fault leads to its step', () => {
  assert.equal(stepOf('incident.facts.district'), 0);
  assert.equal(stepOf('report.document'), 0);
  assert.equal(stepOf('incident.casualties[2].facts.identity.birth_date.month'), 3);
});

test('every level of amputation belongs to one part of the body and is drawn where the limb is', () => {
  const all = [8, 9, 10, 11, 12].flatMap(levelsOf);
  assert.deepEqual([...all].sort((one, other) => one - other), Array.from({ length: 19 }, (_, index) => index + 1));
  for (const level of all.filter((one) => ![10, 19].includes(one))) {
    const [right, left] = [cutOf(level, 2, 0), cutOf(level, 1, 0)];
    assert.ok(right.x1 < 104 && right.y === left.y && left.x1 === 200 - right.x1, String(level));
    assert.equal(cutOf(level, 2, 1).y < right.y, hasThirds(level));
  }
});

test('paired parts are drawn on both sides, others once', () => {
  for (const { part } of REGIONS) {
    const sides = REGIONS.filter((one) => one.part === part).map(({ side }) => side).sort();
    assert.deepEqual(sides, hasSides(part) ? [1, 2] : [0]);
  }
});

function refusal(code, reason, violations = []) {
  const details = [{ desc: ErrorInfoSchema, value: { reason, metadata: { error_id: 'e1' } } }, { desc: BadRequestSchema, value: { fieldViolations: violations } }];
  return new ConnectError('in English', code, undefined, details);
}

for (const [error, trouble, passes] of [
  [refusal(Code.InvalidArgument, 'FIELDS_INVALID'), 'invalid', false], [refusal(Code.Aborted, 'ETAG_MISMATCH'), 'stale', false], [refusal(Code.Aborted, 'CONFLICT'), 'busy', true],
  [refusal(Code.AlreadyExists, 'REQUEST_ID_REUSED'), 'reused', false], [refusal(Code.Unavailable, 'DATABASE_UNAVAILABLE'), 'away', true], [refusal(Code.Unauthenticated, 'STEP_UP_REQUIRED'), 'step-up', false],
  [refusal(Code.PermissionDenied, 'ACTION_DENIED'), 'denied', false], [refusal(Code.NotFound, 'NOT_FOUND'), 'not-found', false], [refusal(Code.Internal, 'INTERNAL'), 'failed', false],
  [new ConnectError('SESSION_OVER', Code.Unauthenticated), 'session-over', true], [new ConnectError('TOO_MANY_CALLS', Code.ResourceExhausted), 'busy', true],
  [ConnectError.from(new TypeError('Failed to fetch')), 'away', true], [new ConnectError('gone', Code.Unavailable), 'away', true], [new Error('anything'), 'failed', false],
]) {
  test(`${error.message} is ${trouble}${passes ? ', and may pass' : ''}`, () => {
    const problem = problemOf(error);
    assert.equal(problem.trouble, trouble);
    assert.equal(mayPass(problem), passes);
  });
}

test('a refusal names each field with its reason', () => {
  const problem = problemOf(refusal(Code.InvalidArgument, 'FIELDS_INVALID', [{ field: 'incident.facts.district', reason: 'DISTRICT_UNKNOWN', description: 'No such district.' }]));
  assert.deepEqual(problem.faults, [{ field: 'incident.facts.district', reason: 'DISTRICT_UNKNOWN', words: 'No such district.' }]);
  assert.equal(problem.errorId, 'e1');
});
