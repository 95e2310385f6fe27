// schemas.mjs POLICY_VERDICTS: the JSON Schemas of access.yaml and tables/*.yaml take the shipped files and refuse broken ones; the loaders
// of the services, asked through that program, refuse each of those too. Ends with "ok" and "not ok" lines.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const [verdicts] = process.argv.slice(2);
const say = (holds, what) => {
  console.log(`${holds ? 'ok' : 'not ok'} ${what}`);
  if (!holds) process.exitCode = 1;
};

// [what stands there, what stands there instead]: a slip that the schema can tell.
const told = {
  access: [
    ['version: 2', 'version: 3'],
    ['version: 2', 'version: two'],
    ['\nincompatible:', '\nincompatibel:'],
    ['\nroles:', '\nrules:'],
    ['  care: {az: "Qayğı və müalicə", en:', '  care: {az: "Qayğı və müalicə", de:'],
    ['  care: {az: "Qayğı və müalicə"', '  care: {az: ""'],
    ['  care: {', '  Care: {'],
    ['  incident.register: {', '  register: {'],
    ['needs: [step_up]', 'needs: [stepup]'],
    ['needs: [step_up]', 'needs: []'],
    ['needs: [step_up]', 'needs: [step_up, step_up]'],
    ['needs: [step_up]', 'need: [step_up]'],
    ['registers", rows: false}', 'registers", rows: 0}'],
    ['registers", rows: false}', 'registers", rows: never}'],
    ['  hospital_registrar:\n    title: {az: "Xəstəxana qeydiyyatçısı", en: "Hospital registrar"}\n', '  hospital_registrar:\n'],
    ['  hospital_registrar:\n', '  hospital-registrar:\n'],
    ['    rows: [national]\n', '    rows: national\n'],
    ['    rows: [national]\n', '    rows: [nationwide]\n'],
    ['    rows: [national]\n', '    rows: [step_up]\n'],
    ['    rows: [national]\n', ''],
    ['    powerful: true\n', '    powerful: maybe\n'],
    ['    powerful: true\n', '    powerfull: true\n'],
    ['reads: [PUBLIC, OPERATIONAL, LOCATION,', 'reads: [PUBLIC, PUBLIC, LOCATION,'],
    ['reads: [PUBLIC, OPERATIONAL, LOCATION,', 'reads: [PUBLIC, OPERATIONS, LOCATION,'],
    ['{when: [break_glass], purposes: [emergency]}', '{when: [break_glass], purposes: []}'],
    ['{when: [break_glass], purposes: [emergency]}', '{purposes: [emergency]}'],
    ['{action: incident.read, purposes: [care]}', '{action: incident.read, purpose: [care]}'],
    ['      - incident.register\n', '      - incident.register\n      - incident.register\n'],
    ['    classes: [HEALTH]\n', ''],
    ['    classes: [HEALTH]\n', '    classes: [HEALTH]\n    actions: [incident.read]\n    when: [delegated]\n'],
    ['    classes: [HEALTH]\n', '    classes: [HEALTH]\n    when: [delegated]\n'],
    ['    when: [is_subject]\n', ''],
    ['    steps: [role_assignment.propose, role_assignment.approve]', '    steps: [role_assignment.propose]'],
    ['  - roles: [access_administrator, auditor]', '  - roles: [auditor]'],
    ['  - roles: [access_administrator, auditor]', '  - roles: [auditor, auditor]'],
  ],
  tables: [
    ['version: 1', 'version: 2'],
    ['\nschemas:', '\nschemes:'],
    ['who: [login]', 'who: [anyone]'],
    ['who: [login]', 'who: []'],
    ['rows: public', 'rows: everybody'],
    ['rows: {register: register, district: district, institution: institution}', 'rows: {district: district, institution: institution}'],
    ['rows: {register: register, district: district, institution: institution}', 'rows: {register: register, district: district}'],
    ['rows: {register: register, district: district, institution: institution}', 'rows: {register: register, where: district}'],
    ['    rows: public\n', ''],
    ['message: dayaq.incident.v1.Report', 'massage: dayaq.incident.v1.Report'],
    ['kind: keys', 'kind: key'],
    ['OPERATIONAL: [history_uid', 'OPERATIVE: [history_uid'],
    ['[history_uid, recorded_until', '[history_uid, history_uid, recorded_until'],
    ['own_institution: institution', 'our_institution: institution'],
    ['- {table: merge, columns: [undone_time, undone_by, undone_reason]}', '- merge'],
    ['only: [OPERATIONAL]', 'only: [OPERATIONS]'],
    ['only: [OPERATIONAL]', 'only: []'],
    ['only: [OPERATIONAL]', 'just: [OPERATIONAL]'],
    ['calls: [incident.next_number]', 'calls: [next_number]'],
    ['calls: [outbox.requeue]', 'does: [outbox.requeue]'],
    ['  incident.verify:\n', '  verify:\n'],
    ['\n  incident:\n', '\n  Incident:\n'],
    ['fields: dayaq.incident.v1.CasualtyFacts', 'fields: []'],
  ],
};
// Slips that only the loader can tell: a name that is said nowhere, or what does not go together.
const untold = {
  access: [
    ['      - incident.register\n', '      - incident.resgister\n'],
    ['    purposes: [verification]\n', '    purposes: [verify]\n'],
    ['    rows: [national]\n', '    rows: []\n'],
    ['    classes: [HEALTH]\n', '    classes: [PUBLIC]\n'],
  ],
  tables: [
    ['message: dayaq.incident.v1.Report', 'message: dayaq.incident.v1.Rapport'],
    ['reads: [duplicate, incident]', 'reads: [duplicates, incident]'],
    ['adds: [merge]', 'adds: [survivor.token]'],
    ['begins: {state:', 'begins: {status:'],
    ['fields: dayaq.incident.v1.CasualtyFacts', 'fields: dayaq.incident.v1.Casualties'],
  ],
};

const place = mkdtempSync(join(tmpdir(), 'dayaq-schemas-'));
process.on('exit', () => rmSync(place, { recursive: true }));

function broken(text, [from, to]) {
  if (!text.includes(from)) throw new Error(`stands nowhere: ${from}`);
  return text.replace(from, () => to);
}

// The files of a kind by name, each as it is shipped.
const shipped = {
  access: { access: readFileSync('policy/access.yaml', 'utf8') },
  tables: Object.fromEntries(
    readdirSync('policy/tables').filter((file) => file.endsWith('.yaml')).sort()
      .map((file) => [file.replace('.yaml', ''), readFileSync(join('policy/tables', file), 'utf8')]),
  ),
};

// [name, text] of the first file that has what the slip changes, with the slip.
function slipped(kind, slip) {
  const [name, text] = Object.entries(shipped[kind]).find(([, good]) => good.includes(slip[0])) ?? ['', ''];
  return [name, broken(text, slip)];
}

// What the loader says of each file in place of the shipped one of its name.
function loader(kind, files) {
  const paths = files.map(([name, text], at) => {
    mkdirSync(join(place, `${kind}-${at}`), { recursive: true });
    const file = join(place, `${kind}-${at}`, `${name}.yaml`);
    writeFileSync(file, text);
    return file;
  });
  return execFileSync(verdicts, [kind, ...paths], { encoding: 'utf8' }).trimEnd().split('\n');
}

for (const kind of ['access', 'tables']) {
  const schema = JSON.parse(readFileSync(`policy/${kind}.schema.json`, 'utf8'));
  const validate = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(schema);
  for (const file of Object.entries(shipped[kind])) {
    say(validate(parse(file[1])), `AC-6 ${file[0]}.yaml is what its schema says ${JSON.stringify(validate.errors ?? '')}`);
    const [said] = loader(kind, [file]);
    say(said === 'ok', `AC-6 and loads ${said}`);
  }

  for (const [slips, bySchema] of [[told[kind], true], [untold[kind], false]]) {
    const files = slips.map((slip) => slipped(kind, slip));
    const said = loader(kind, files);
    let wrong = 0;
    files.forEach(([, text], at) => {
      const accepted = validate(parse(text, { uniqueKeys: true }));
      if (said[at] !== 'ok' && accepted !== bySchema) return;
      wrong += 1;
      console.log(`${slips[at].join(' -> ')}: schema ${accepted ? 'accepts' : 'refuses'}, loader: ${said[at]}`);
    });
    const what = bySchema ? 'refused by schema and loader alike' : 'that only the loader can tell refused by it';
    say(wrong === 0, `AC-6 ${slips.length} broken ${kind} files ${what}, ${wrong} otherwise`);
  }
}

// The thresholds of unusual looks: their reader is the audit service's, and refuses the same slips (unusual_look_policy_test).
const unusual = [
  ['version: 1', 'version: 2'],
  ['report_from: 50', 'report_from: 0'],
  ['report_from: 50', 'report_form: 50'],
  ['days_after: 3', 'days_after: 32'],
  ['  WATCHED:', '  WATCHING:'],
  ['points: 100,', 'points: 1001,'],
  ['points: 100,', 'points: 100, common_surname: 1,'],
  ['en: "A watched record"', 'en: ""'],
  ['en: "A watched record"', 'de: "Beobachtet"'],
  ['times: 6', 'times: 1'],
  ['from: "08:00"', 'from: "8:00"'],
  ['from: "08:00"', 'from: "24:01"'],
  ['  clinician: {opened', '  Clinician: {opened'],
  ['opened_per_hour: 45', 'opened_per_hour: 0'],
  ['opened_per_hour: 45', 'opened_an_hour: 45'],
  ['round_the_clock: true', 'round_the_clock: 1'],
  ['not_judged: [survivor', 'not_judged: [Survivor'],
  ['common_surnames: [', 'common_surnames: [Əliyev, '],
];
const looks = readFileSync('policy/unusual-looks.yaml', 'utf8');
const schema = JSON.parse(readFileSync('policy/unusual-looks.schema.json', 'utf8'));
const validate = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(schema);
say(validate(parse(looks)), `AC-6 policy/unusual-looks.yaml is what its schema says ${JSON.stringify(validate.errors ?? '')}`);
const taken = unusual.filter((slip) => validate(parse(broken(looks, slip), { uniqueKeys: true })));
say(taken.length === 0, `AC-6 ${unusual.length} broken unusual-looks files refused by the schema, ${taken.length} not ${JSON.stringify(taken)}`);

// The weights of matching: their reader is the survivor service's, and refuses the same slips (matching_policy_test).
const matching = [
  ['version: 1', 'version: 2'],
  ['edition: "2026-11', 'edition: "A long name 2026-11'],
  ['example: true', 'example: perhaps'],
  ['ask_from: ', 'ask: '],
  ['ask_from: ', 'ask_from: -'],
  ['kin_most: ', 'kin_most: 99'],
  ['near_days: 3', 'near_days: 32'],
  ['near_days: 3', 'near_days: 1.5'],
  ['  PHONE:', '  PHONES:'],
  ['swapped: {m', 'exchanged: {m'],
  ['m: 0.97,', 'm: 0,'],
  ['m: 0.97,', 'm: 1,'],
  ['m: 0.97,', 'm: 97 %,'],
  ['m: 0.97,', 'n: 0.97,'],
  ['m: 0.97,', ''],
  ['  men:', '  boys:'],
  ['    Quliyev: ', '    Quliyev: x'],
  ['frequencies:', 'frequency:'],
];
const weights = readFileSync('policy/matching.yaml', 'utf8');
const form = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
  .compile(JSON.parse(readFileSync('policy/matching.schema.json', 'utf8')));
say(form(parse(weights)), `AC-6 policy/matching.yaml is what its schema says ${JSON.stringify(form.errors ?? '')}`);
const passed_by = matching.filter((slip) => form(parse(broken(weights, slip), { uniqueKeys: true })));
say(passed_by.length === 0, `AC-6 ${matching.length} broken matching files refused by the schema, ${passed_by.length} not ${JSON.stringify(passed_by)}`);

// The working calendar and the figures of disability decisions: their readers are of the platform and the survivor service, and refuse the same
// slips (working_calendar_test, disability_law_test).
const dated = {
  calendar: [
    ['version: 1', 'version: 2'],
    ['week_end: [SATURDAY,', 'week_end: [SATURDAYS,'],
    ['week_end: [SATURDAY,', 'week_end: [SUNDAY,'],
    ['day: "01-01"', 'day: "13-01"'],
    ['day: "01-01", az', 'day: "01-01", ru'],
    ['  "2022":', '  "22":'],
    ['    source: ', '    sauce: '],
    ['    worked_days: []', '    worked_days: [2022-01-08]'],
    ['    example: true', '    example: maybe'],
  ],
  disability: [
    ['version: 1', 'version: 2'],
    ['- TERROR', '- TEROR'],
    ['- TERROR', '- JANUARY_20'],
    ['    - TERROR\n', ''],
    ['"61-80": 10', '"61-80": ten'],
    ['"61-80": 10', '"61-81": 10'],
    ['mixed: 15', 'mixed: 0'],
    ['working_days: 15', 'working_days: 0'],
    ['example: true', 'example: maybe'],
  ],
  disclosure: [
    ['version: 1', 'version: 2'],
    ['edition: 2026', 'edition: A 2026'],
    ['{name: open, threshold: 0}', '{name: open, threshold: 0, least_width: 3}'],
    ['threshold: 5', 'threshold: 1'],
    ['threshold: 5', 'threshold: 500'],
    ['least_width: 5', 'least_width: 1'],
    ['least_width: 5, zeros', 'zeros'],
    ['zeros: shown', 'zeros: maybe'],
    ['zeros: shown', 'zeros: shown, rounding_base: 4'],
    ['  SEX: public', '  sex: public'],
    ['most_hidden_percent: 60', 'most_hidden_percent: 0'],
  ],
  population: [
    ['version: 1', 'version: 2'],
    ['example: true', 'example: maybe'],
    ['register: az', 'register: AZ'],
    ['year: 2018', 'year: 18'],
    ['M: 4940000, ', ''],
    ['M: 4940000', 'M: 0'],
    ['F: 4950000', 'F: 4950000, U: 1'],
  ],
  'bank-answers': [
    ['version: 1', 'version: 2'],
    ['  RCVD: PENDING', '  RCVD: PAID'],
    ['  RCVD: PENDING', '  rcvd: PENDING'],
    ['  AC01: ACCOUNT_WRONG', '  AC01: ACCOUNT_ODD'],
    ['    holds: PAYEE', '    holds: NOBODY'],
    ['    suspicious: true', '    suspicious: perhaps'],
    ['  ACCOUNT_WRONG:\n    holds: ORDER', '  ACCOUNT_WRONG:\n    waits: ORDER'],
  ],
};
for (const [file, slips] of Object.entries(dated)) {
  const text = readFileSync(`policy/${file}.yaml`, 'utf8');
  const takes = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
    .compile(JSON.parse(readFileSync(`policy/${file}.schema.json`, 'utf8')));
  say(takes(parse(text)), `AC-6 policy/${file}.yaml is what its schema says ${JSON.stringify(takes.errors ?? '')}`);
  const passed = slips.filter((slip) => takes(parse(broken(text, slip), { uniqueKeys: true })));
  say(passed.length === 0, `AC-6 ${slips.length} broken ${file} files refused by the schema, ${passed.length} not ${JSON.stringify(passed)}`);
}

// The lists of indicators: their reader is the statistics service's, and refuses the same slips (indicator_definitions_test).
const indicators = [
  ['version: 1', 'version: 3'],
  ['edition: 2', 'edition: 0'],
  ['within_days: 30', 'within_days: 0'],
  ['provisional: true\n', ''],
  ['provisional: true', 'provisional: perhaps'],
  ['    denominator: {measure: population}\n', ''],
  ['numerator: {measure: incidents}', 'numerator: {measure: incidents}\n    denominator: {measure: population}'],
  ['denominator: {measure: casualties_eligible}', 'denominator: {measure: casualties_eligible, where: {SEX: []}}'],
  ['disaggregations: [TIME_PERIOD, OUTCOME', 'disaggregations: [TIME_PERIOD, TIME_PERIOD'],
  ['unit: NUMBER', 'unit: NUMBERS'],
  ['"3.2": "IMAS 05.10"', '"3.99": "IMAS 05.10"'],
  ['indicators:\n', 'indicatorz:\n'],
];
const list = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
  .compile(JSON.parse(readFileSync('policy/indicators.schema.json', 'utf8')));
for (const file of readdirSync('policy/indicators').filter((name) => name.endsWith('.yaml')).sort()) {
  const good = list(parse(readFileSync(join('policy/indicators', file), 'utf8')));
  say(good, `AC-6 policy/indicators/${file} is what its schema says ${JSON.stringify(list.errors ?? '')}`);
}
const provisional = readFileSync('policy/indicators/az-provisional.yaml', 'utf8');
const let_pass = indicators.filter((slip) => list(parse(broken(provisional, slip), { uniqueKeys: true })));
say(let_pass.length === 0, `AC-6 ${indicators.length} broken lists of indicators refused by the schema, ${let_pass.length} not ${JSON.stringify(let_pass)}`);

// Figures of others: their reader refuses the same slips (reconciliation_test).
const slips = [
  ['version: 1', 'version: 2'],
  ['edition: "2026-12"', 'edition: soon'],
  ['known: now', 'known: soon'],
  ['from: 2020-11-08', 'from: 8 November'],
  ['cut_off: 2024-05-31', 'cut_off: 2024-05'],
  ['az-provisional/P3', 'P3'],
  ['cell: {OUTCOME: [KILLED]}', 'cell: {OUTCOME: []}'],
  ['published: 203', 'published: many'],
  ['more_than: true', 'more_than: perhaps'],
  ['source: "Ambassador, May 2024"', 'sources: "Ambassador, May 2024"'],
  ['definitions: [known-then, known-now, from-8-november]', 'definitions: []'],
  ['definitions: [known-then, known-now, from-8-november]', 'definitions: [known-then, known-then]'],
];
const others = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
  .compile(JSON.parse(readFileSync('policy/reconciliation.schema.json', 'utf8')));
const published = readFileSync('policy/reconciliation.yaml', 'utf8');
say(others(parse(published)), `AC-6 policy/reconciliation.yaml is what its schema says ${JSON.stringify(others.errors ?? '')}`);
const unrefused = slips.filter((slip) => others(parse(broken(published, slip), { uniqueKeys: true })));
say(unrefused.length === 0, `AC-6 ${slips.length} broken lists of published figures refused by the schema, ${unrefused.length} not ${JSON.stringify(unrefused)}`);
