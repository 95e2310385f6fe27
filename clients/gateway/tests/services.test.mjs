// The gateway before the real services: what a desk does, call by call. Run by tests/browser/run.sh, which starts the house.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';

import { Browser } from './browser.mjs';

const ca = readFileSync(process.env.DAYAQ_CA);
const INCIDENT = 'dayaq.incident.v1.IncidentService';
const AGAIN = { headers: { 'connect-protocol-version': '1', 'connect-timeout-ms': '15000' } };
let aysel;
let samir;
let registered;

async function person(subject) {
  const browser = new Browser(process.env.DAYAQ_CONSOLE, ca);
  await browser.signIn(subject);
  return browser;
}

async function call(browser, method, message) {
  const answer = await browser.call(method, message, AGAIN);
  return { ...answer, json: JSON.parse(answer.body), receipt: answer.headers['trailer-audit-receipt-bin'] };
}

const reasonOf = ({ json }) => Buffer.from(json.details?.find(({ type }) => type === 'google.rpc.ErrorInfo')?.value ?? '', 'base64').toString('latin1');

const request = (change = {}) => ({
  requestId: randomUUID(),
  incident: {
    register: 'az',
    facts: { occurredOn: { year: 2025, month: 11, day: 19 }, district: 'AZ-TAR', ...change },
    casualties: [{ facts: { identity: { familyName: 'Qapılı', givenName: 'Sınaq' }, outcome: 'OUTCOME_INJURED', sex: 'SEX_MALE' } }],
  },
  report: { source: 'SOURCE_KIND_HOSPITAL', reportedOn: { year: 2025, month: 11, day: 20 } },
});

before(async () => {
  aysel = await person('aysel-registrar');
  samir = await person('samir-caseworker');
});

test('a registrar learns what she may do', async () => {
  const { json } = await call(aysel, 'dayaq.access.v1.AccessService/GetMyAccess', {});
  assert.equal(json.assignment.role, 'hospital_registrar');
  assert.ok(json.role.actions.some(({ action }) => action.code === 'incident.register'));
});

test('an incident is registered once, however often it is sent, with a receipt each time', async () => {
  const sent = request();
  const first = await call(aysel, `${INCIDENT}/RegisterIncident`, sent);
  const again = await call(aysel, `${INCIDENT}/RegisterIncident`, sent);
  assert.equal(first.status, 200);
  assert.equal(again.json.number, first.json.number);
  assert.ok(first.receipt.length > 100 && again.receipt.length > 100);
  registered = first.json;
});

test('every fault comes through with its field and its reason', async () => {
  const answer = await call(aysel, `${INCIDENT}/RegisterIncident`, request({ district: 'AZ-XXX', occurredOn: { year: 2199 } }));
  assert.equal(answer.status, 400);
  const told = Buffer.from(answer.json.details.find(({ type }) => type === 'google.rpc.BadRequest').value, 'base64').toString('latin1');
  for (const words of ['incident.facts.district', 'DISTRICT_UNKNOWN', 'incident.facts.occurred_on', 'IN_THE_FUTURE']) assert.ok(told.includes(words), words);
});

test('who decides on a version that is over is told so', async () => {
  const { name, etag } = registered.casualties[0];
  const correct = (outcome) =>
    call(aysel, `${INCIDENT}/CorrectCasualty`, { requestId: randomUUID(), name, etag, reason: 'sonra məlum oldu', facts: { outcome }, updateMask: 'outcome' });
  assert.equal((await correct('OUTCOME_KILLED')).status, 200);
  const late = await correct('OUTCOME_UNKNOWN');
  assert.equal(late.status, 409);
  assert.match(reasonOf(late), /ETAG_MISMATCH/);
});

test('a person is found by another spelling', async () => {
  let found = [];
  for (let tries = 0; tries < 20 && found.length === 0; tries += 1) {
    found = (await call(aysel, 'dayaq.survivor.v1.MatchService/FindCandidates', { identity: { familyName: 'Qapili', givenName: 'Sinaq' }, district: 'AZ-TAR' })).json.candidates ?? [];
    if (found.length === 0) await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  assert.equal(found[0].survivor.identity.familyName, 'Qapılı');
});

test('another role is refused by the service, not by the gateway', async () => {
  const answer = await call(samir, `${INCIDENT}/ListIncidents`, {});
  assert.equal(answer.status, 403);
  assert.match(reasonOf(answer), /ACTION_DENIED/);
  assert.ok(answer.receipt.length > 100);
});

test('what a caseworker asks about money is answered with its reasons', async () => {
  const { json } = await call(samir, 'dayaq.payment.v1.EntitlementService/ListEntitlements', { pageSize: 5 });
  const { json: told } = await call(samir, 'dayaq.payment.v1.EntitlementService/ExplainEntitlement', { name: json.entitlements[0].name });
  assert.ok(told.entitlement.explanation.conditions.length > 0);
});
