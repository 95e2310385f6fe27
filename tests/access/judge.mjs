// judge.mjs CELLS POLICIES SCHEMA [SHARD SHARDS]: holds what the services' code decided against Cedar's verdict, cell by cell.
// Ends with "ok" and "not ok" lines.
import { readFileSync } from 'node:fs';
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';

const [cellsFile, policiesFile, schemaFile, shard = '0', shards = '1'] = process.argv.slice(2);
const text = readFileSync(policiesFile, 'utf8');
const MOST_SHOWN = 20;
// One cell in so many is judged by the whole policy set as well.
const WHOLE_EVERY = 97;

const well = (answer) => answer.type === 'success';
const say = (holds, what) => {
  console.log(`${holds ? 'ok' : 'not ok'} ${what}`);
  if (!holds) process.exitCode = 1;
};
const stop = (what, answer) => {
  say(false, `${what}: ${JSON.stringify(answer.errors ?? answer)}`);
  process.exit(1);
};

const validation = cedar.validate({ policies: { staticPolicies: text }, schema: readFileSync(schemaFile, 'utf8') });
if (!well(validation)) stop('Cedar cannot read the policies', validation);
const faults = [...validation.validationErrors, ...validation.validationWarnings];
if (faults.length > 0) stop('Cedar finds faults in the policies', faults);

// A policy is about the actions of its scope and no others, so each action has a set of its own: five times faster.
const parts = cedar.policySetTextToParts(text);
if (!well(parts)) stop('Cedar cannot part the policies', parts);
const byAction = new Map();
for (const policy of parts.policies) {
  const { json } = cedar.policyToJson(policy);
  for (const { id } of json.action.entities ?? [json.action.entity]) byAction.set(id, [...(byAction.get(id) ?? []), policy]);
}
const prepare = (name, policies) => {
  const answer = cedar.preparsePolicySet(name, { staticPolicies: policies });
  if (!well(answer)) stop('Cedar cannot read the policies', answer);
};
prepare('whole', text);
for (const [action, policies] of byAction) prepare(action, policies.join('\n'));

const staff = { type: 'Staff', id: 'me' };
const row = { type: 'Row', id: 'it' };

// Cedar's verdict on one cell. An evaluation error is no verdict: Cedar would skip the policy.
function judge(role, action, purpose, situation, policySet) {
  const answer = cedar.statefulIsAuthorized({
    principal: staff,
    action: { type: 'Action', id: action },
    resource: row,
    context: { ...situation.context, purpose },
    preparsedPolicySetId: policySet,
    entities: [
      { uid: staff, attrs: { ...situation.principal, role }, parents: [] },
      { uid: row, attrs: situation.resource, parents: [] },
    ],
  });
  if (!well(answer)) throw new Error(JSON.stringify(answer.errors));
  if (answer.response.diagnostics.errors.length > 0) throw new Error(JSON.stringify(answer.response.diagnostics.errors));
  return answer.response.decision === 'allow';
}

const situations = [];
let judged = 0;
let allowed = 0;
let disagreements = 0;
let wholes = 0;
let unlike = 0;
let pairs = 0;
let pair;
for (const line of readFileSync(cellsFile, 'utf8').split('\n')) {
  const [kind] = line;
  if (kind === 'S') {
    situations.push(JSON.parse(line.slice(2)));
  } else if (kind === 'P') {
    const [, role, action, ...numbers] = line.split(' ');
    pair = pairs++ % Number(shards) === Number(shard) ? { role, action, numbers: numbers.map(Number) } : undefined;
  } else if (kind === 'D' && pair) {
    const [, purpose, decisions] = line.split(' ');
    pair.numbers.forEach((number, at) => {
      const cell = [pair.role, pair.action, purpose, situations[number]];
      const verdict = byAction.has(pair.action) && judge(...cell, pair.action);
      judged += 1;
      if (judged % WHOLE_EVERY === 0) {
        wholes += 1;
        if (judge(...cell, 'whole') !== verdict) unlike += 1;
      }
      if (verdict) allowed += 1;
      if (verdict === (decisions[at] === '1')) return;
      disagreements += 1;
      if (disagreements > MOST_SHOWN) return;
      console.log(`${pair.role} ${pair.action} ${purpose}: Cedar ${verdict ? 'allows' : 'refuses'}: ${JSON.stringify(situations[number])}`);
    });
  }
}
const part = `part ${shard}`;
const agreement = `${judged} judged, ${allowed} allowed, ${disagreements} disagreements`;
say(disagreements === 0 && judged > 0, `AC-2 services and Cedar agree, ${part}: ${agreement}`);
say(unlike === 0 && wholes > 0, `AC-2 parting the policies by action changes no verdict, ${part}: ${wholes} judged whole too, ${unlike} unlike`);
if (shard === '0') say(true, `AC-2 Cedar's validator accepts ${parts.policies.length} policies against the schema`);
