// Alerts and dashboard name what the code exports, every alert has its runbook, and each speaks when it should and alone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { parse, stringify } from 'yaml';
import { alertFaults, dashboardFaults, foreignMetrics, ownMetrics, seriesIn, unseen } from './alerts.mjs';
import { render } from './render.mjs';
import { faults, ownSchemas } from './schemas.mjs';

const root = join(import.meta.dirname, '../..');
const read = (path) => readFileSync(join(root, path), 'utf8');
const objects = await render(root, 'monitoring');
const rule = objects.find(({ kind }) => kind === 'PrometheusRule');
const board = JSON.parse(read('k8s/monitoring/dashboard.json'));
const runbooks = read('docs/operations/alerts.md');
const metrics = { own: ownMetrics(root), foreign: foreignMetrics(root) };
const alerts = rule.spec.groups.flatMap(({ rules }) => rules);
const expressions = [...alerts.map(({ expr }) => expr), ...board.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))];

test('monitors and alerts: our schema', () => assert.deepEqual(faults(ownSchemas(root), objects), []));
test('alerts: metrics that exist, a runbook each, both languages', () => assert.deepEqual(alertFaults(rule, runbooks, metrics), []));
test('dashboard: metrics that exist', () => assert.deepEqual(dashboardFaults(board, metrics), []));

test('every metric of ours is looked at by somebody, and described', () => {
  // Counted for whoever wonders; the size of the log says the same.
  assert.deepEqual(unseen(metrics.own, expressions).filter((name) => name !== 'dayaq_audit_publications_total'), []);
  const described = readdirSync(join(root, 'docs/operations')).map((file) => read(`docs/operations/${file}`)).join('\n');
  assert.deepEqual(Object.keys(metrics.own).filter((name) => !described.includes(name)), []);
  console.log(`${Object.keys(metrics.own).length} metrics of ours, ${alerts.length} alerts, ${board.panels.length} panels and rows`);
});

test('every metric of others is used', () => assert.deepEqual(metrics.foreign.filter((name) => !expressions.some((expr) => expr.includes(name)) && name !== 'cnpg_backends_total'), []));

test('expressions are read as they are meant', () => {
  assert.deepEqual(seriesIn('sum by (service) (rate(a_total{code=~"X|Y", kind="k"}[5m])) / on (pod) b and hour() >= 5').map(({ name, labels, wrapped }) => [name, labels, wrapped]),
    [['a_total', { code: ['X', 'Y'], kind: ['k'] }, 'rate'], ['b', {}, undefined]]);
});

const anchor = (title) => title.toLowerCase().replace(/[`*]/g, '').replace(/[^\p{L}\p{N} -]/gu, '').trim().replaceAll(' ', '-');

test('runbooks: every link leads somewhere, every command is one of dayaqctl', () => {
  const client = readdirSync(join(root, 'clients/cli')).filter((file) => /\.cc$/.test(file)).map((file) => read(`clients/cli/${file}`)).join('\n');
  for (const file of ['alerts.md', 'kubernetes.md']) {
    const text = read(`docs/operations/${file}`);
    for (const [, path, , section] of text.matchAll(/\]\(((?:[\w./-]+\.md)?)(#([\w-]+))?\)/g)) {
      const target = read(join('docs/operations', path || file));
      if (section) assert.ok([...target.matchAll(/^#+ (.*)$/gm)].some(([, title]) => anchor(title) === section), `${file}: ${path}#${section}`);
    }
    for (const [, words] of text.matchAll(/`dayaqctl ([a-z-]+(?: [a-z-]+)*)/g)) {
      for (const word of words.split(' ')) assert.ok(client.includes(`"${word}"`), `${file}: dayaqctl ${words}`);
    }
  }
});

// ---- the judge
const slips = [
  ['a metric of nobody', (r) => { r[0].expr = 'dayaq_cals_total > 0'; }],
  ['a counter as it stands', (r) => { r[0].expr = 'sum(dayaq_calls_total) > 0'; }],
  ['a gauge by its rate', (r) => { r[0].expr = 'rate(dayaq_refusals_held_back[5m]) > 0'; }],
  ['a histogram without a part', (r) => { r[0].expr = 'rate(dayaq_call_seconds[5m]) > 0'; }],
  ['a part of what is none', (r) => { r[0].expr = 'rate(dayaq_calls_total_count[5m]) > 0'; }],
  ['a kind that is not told', (r) => { r[0].expr = 'max(dayaq_audit_log{kind="backlog"}) > 0'; }],
  ['a code that is none', (r) => { r[0].expr = 'rate(dayaq_calls_total{code="INTERNAL_ERROR"}[5m]) > 0'; }],
  ['no runbook', (r) => { r[0].alert = 'DayaqSomethingElse'; }],
  ["another's runbook", (r) => { r[0].annotations.runbook = r[1].annotations.runbook; }],
  ['one language', (r) => { r[0].annotations.summary_az = r[0].annotations.summary; }],
  ['twice', (r) => { r[1].alert = r[0].alert; r[1].annotations.runbook = r[0].annotations.runbook; }],
];
for (const [what, change] of slips) {
  test(`alerts, noticed: ${what}`, () => {
    const broken = structuredClone(rule);
    change(broken.spec.groups.find(({ name }) => name === 'dayaq-calls').rules);
    assert.notDeepEqual(alertFaults(broken, runbooks, metrics), []);
  });
}
for (const [what, from, to] of [['a runbook of nothing', /### DayaqServiceDown/, '### DayaqServiceUp'], ['a runbook that does not say what to do', /(### DayaqServiceDown[^]*?)^1\. .*$/m, '$1'],
  ['a runbook that does not say what it means', '**What it means.**', '']]) {
  test(`alerts, noticed: ${what}`, () => assert.notDeepEqual(alertFaults(rule, runbooks.replace(from, to), metrics), []));
}

// ---- tried by Prometheus' own tool, where it is
const promtool = (args, cwd) => execFileSync('promtool', args, { encoding: 'utf8', cwd, stdio: ['ignore', 'pipe', 'pipe'] });
const absent = (() => { try { promtool(['--version']); return false; } catch { return 'no promtool: apt-get install prometheus'; } })();

// exactly: the alert that fires, or nothing.
function trial(name, calm, series, at, alert) {
  const samples = 60 * Number.parseInt(at, 10) + 10;
  return {
    name, interval: '1m',
    input_series: Object.entries({ ...calm, ...series }).map(([one, values]) => ({ series: one, values: String(values).replaceAll('xN', `x${samples}`) })),
    promql_expr_test: [{
      expr: 'count by (alertname) (ALERTS{alertstate="firing"}) > bool 0', eval_time: at,
      exp_samples: alert ? [{ labels: `{alertname="${alert}"}`, value: 1 }] : [],
    }],
  };
}

test('every alert speaks when it should, alone, and none in a calm house', { skip: absent }, () => {
  const { calm, cases, silent } = parse(read('k8s/monitoring/alert-cases.yaml'));
  assert.deepEqual(alerts.map(({ alert }) => alert).filter((name) => !(name in cases)), []);
  const trials = [
    trial('calm', calm, {}, '2h'),
    ...Object.entries(cases).map(([alert, one]) => trial(alert, calm, one.series ?? one, one.at ?? '2h', alert)),
    ...Object.entries(silent).map(([name, series]) => trial(name, calm, series, '2h')),
  ];
  const place = mkdtempSync(join(tmpdir(), 'dayaq-alerts-'));
  try {
    writeFileSync(join(place, 'rules.yaml'), stringify(rule.spec));
    promtool(['check', 'rules', 'rules.yaml'], place);
    writeFileSync(join(place, 'tests.yaml'), stringify({ rule_files: ['rules.yaml'], evaluation_interval: '1m', tests: trials }));
    promtool(['test', 'rules', 'tests.yaml'], place);
    console.log(`${trials.length} situations, tried by promtool`);
  } catch (error) {
    assert.fail(`${error.stdout ?? ''}${error.stderr ?? error.message}`.slice(0, 6000));
  } finally {
    rmSync(place, { recursive: true });
  }
});
