// Alerts, dashboard and runbooks against the metrics that the code exports.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const WORDS = new Set(['sum', 'min', 'max', 'avg', 'count', 'topk', 'by', 'without', 'on', 'ignoring', 'and', 'or', 'unless', 'rate', 'increase', 'delta', 'deriv', 'absent', 'time', 'hour',
  'histogram_quantile', 'group_left', 'offset', 'bool']);
const CODES = ['OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED', 'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION',
  'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED'];

const sources = (folder) => readdirSync(folder, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && /\.(cc|h)$/.test(entry.name) && !/_test\.cc$|^test_|^fake_/.test(entry.name)).map(({ parentPath, name }) => join(parentPath, name));

// {name: {type, text}}: what the services register, with the source that does.
export function ownMetrics(root) {
  const found = {};
  for (const file of sources(join(root, 'services'))) {
    const text = readFileSync(file, 'utf8');
    const built = [...text.matchAll(/Build(Counter|Gauge|Histogram)\(\)\s*\.Name\("(\w+)"\)/g), ...text.matchAll(/Family<prometheus::(Counter|Gauge|Histogram)>\(\*registry_,\s*"(\w+)"/g)];
    for (const [, type, name] of built) found[name] = { type, text };
  }
  return found;
}

export const foreignMetrics = (root) => Object.values(parse(readFileSync(join(root, 'k8s/monitoring/foreign-metrics.yaml'), 'utf8'))).flat();

// Names of series in an expression, with the labels that are asked of each: [{name, labels: {kind: ['a', 'b']}, inside}].
export function seriesIn(expression) {
  const plain = expression.replace(/\b(by|without|on|ignoring|group_left)\s*\([^)]*\)/g, ' ');
  return [...plain.matchAll(/([a-zA-Z_:][\w:]*)\s*(\{[^}]*\})?\s*(\[\w+\])?/g)].filter(([, name]) => !WORDS.has(name) && !/^\d/.test(name))
    .filter((match) => !/["\w]$/.test(plain.slice(0, match.index)) && !insideBraces(plain, match.index))
    .map((match) => ({
      name: match[1],
      labels: Object.fromEntries([...(match[2] ?? '').matchAll(/(\w+)\s*=~?\s*"([^"]*)"/g)].map(([, label, values]) => [label, values.split('|')])),
      wrapped: /(\w+)\(\s*$/.exec(plain.slice(0, match.index))?.[1],
    }));
}

const insideBraces = (text, index) => text.lastIndexOf('{', index) > text.lastIndexOf('}', index);

function metricFaults(expression, { own, foreign }) {
  return seriesIn(expression).flatMap(({ name, labels, wrapped }) => {
    if (foreign.includes(name)) return [];
    const [base, suffix] = own[name] ? [name, ''] : [name.replace(/_(bucket|sum|count)$/, ''), /_(bucket|sum|count)$/.exec(name)?.[0] ?? ''];
    const metric = own[base];
    if (!metric || (suffix !== '') !== (metric.type === 'Histogram')) return [`${name} is exported by nobody`];
    const wrong = [];
    // A counter says something by its growth alone; a gauge has none.
    const grows = metric.type !== 'Gauge';
    if (grows !== ['rate', 'increase'].includes(wrapped)) wrong.push(`${name} is a ${metric.type.toLowerCase()} and is read as ${wrapped ?? 'it stands'}`);
    for (const value of labels.kind ?? []) if (!metric.text.includes(`"${value}"`)) wrong.push(`${name} has no kind ${value}`);
    for (const value of labels.pool ?? []) if (!['calls', 'audit'].includes(value)) wrong.push(`${name} has no pool ${value}`);
    for (const value of labels.code ?? []) if (!CODES.includes(value)) wrong.push(`${name} has no code ${value}`);
    return wrong;
  });
}

// Sections of the runbook: {anchor: text}.
export function runbook(text) {
  return Object.fromEntries(text.split(/^### /m).slice(1).map((section) => {
    const [title] = section.split('\n');
    return [title.trim().toLowerCase(), section];
  }));
}

const FILE = 'docs/operations/alerts.md';

export function alertFaults(rule, runbooks, metrics) {
  const alerts = rule.spec.groups.flatMap(({ rules }) => rules);
  const sections = runbook(runbooks);
  const names = alerts.map(({ alert }) => alert);
  return [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name}: stands twice`),
    ...alerts.flatMap(({ alert, expr, annotations }) => {
      const section = sections[alert.toLowerCase()];
      return [
        ...metricFaults(expr, metrics).map((what) => `${alert}: ${what}`),
        ...(annotations.runbook === `${FILE}#${alert.toLowerCase()}` ? [] : [`${alert}: leads to another runbook`]),
        ...(section ? [] : [`${alert}: has no runbook`]),
        ...(section && !/^\*\*What it means\.\*\* .{20,}/m.test(section) ? [`${alert}: the runbook does not say what it means`] : []),
        ...(section && !/^1\. .{10,}/m.test(section) ? [`${alert}: the runbook does not say what to do`] : []),
        ...(annotations.summary && annotations.summary_az && annotations.summary !== annotations.summary_az ? [] : [`${alert}: speaks one language`]),
      ];
    }),
    ...Object.keys(sections).filter((anchor) => !names.some((name) => name.toLowerCase() === anchor)).map((anchor) => `${FILE}#${anchor}: no alert leads here`),
  ];
}

export function dashboardFaults(board, metrics) {
  const panels = board.panels.filter(({ type }) => type !== 'row');
  const ids = board.panels.map(({ id }) => id);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `panel ${id} stands twice`),
    ...panels.flatMap(({ title, targets }) => targets.flatMap(({ expr }) => {
      // Counts since the start of a process are shown as they grow.
      return metricFaults(expr.replaceAll('deriv(', '('), metrics).map((what) => `${title}: ${what}`);
    })),
  ];
}

// Metrics of ours that nobody looks at.
export const unseen = (own, expressions) => Object.keys(own).filter((name) => !expressions.some((expr) => new RegExp(`\\b${name}(_bucket|_sum|_count)?\\b`).test(expr)));
