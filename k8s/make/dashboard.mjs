// monitoring/dashboard.yaml as Grafana reads it: two panels wide, rows one below the other.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const WIDE = 12;
const HIGH = 8;

function panel(one, id, gridPos) {
  return {
    id,
    type: 'timeseries',
    title: `${one.az} · ${one.en}`,
    datasource: { type: 'prometheus', uid: '${source}' },
    gridPos,
    fieldConfig: { defaults: { unit: one.unit, min: 0 }, overrides: [] },
    options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
    targets: [{ refId: 'A', expr: one.expr, legendFormat: one.legend }],
  };
}

export function dashboard(root) {
  const { title, rows } = parse(readFileSync(join(root, 'k8s/monitoring/dashboard.yaml'), 'utf8'));
  const panels = [];
  let y = 0;
  for (const row of rows) {
    panels.push({ id: panels.length + 1, type: 'row', title: row.title, collapsed: false, gridPos: { x: 0, y, w: 2 * WIDE, h: 1 }, panels: [] });
    y += 1;
    row.panels.forEach((one, index) => {
      panels.push(panel(one, panels.length + 1, { x: (index % 2) * WIDE, y: y + Math.floor(index / 2) * HIGH, w: WIDE, h: HIGH }));
    });
    y += Math.ceil(row.panels.length / 2) * HIGH;
  }
  const source = { name: 'source', type: 'datasource', query: 'prometheus', label: 'Prometheus', current: {}, hide: 0 };
  return `${JSON.stringify({ uid: 'dayaq', title, schemaVersion: 39, version: 1, editable: false, refresh: '30s', time: { from: 'now-6h', to: 'now' }, timezone: 'Asia/Baku',
    tags: ['dayaq'], templating: { list: [source] }, panels }, null, 1)}\n`;
}
