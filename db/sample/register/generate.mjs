// Writes the invented register as CSV: node db/sample/register/generate.mjs FILE. No person or incident in it exists; its totals are the
// published ones (../published_totals.yaml). The same bytes every time, on every machine.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { textOf } from './calendar.mjs';
import { checkTotals } from './check.mjs';
import { castPeople } from './people.mjs';
import { Random } from './random.mjs';
import { planRegister } from './register.mjs';
import { CLASS_OF } from './words.mjs';

const SEED = 19911018;
const NOBODY = 'zərərçəkən yoxdur';

// The columns of policy/imports/legacy-register.yaml.
const INCIDENT = {
  hadisə: (incident) => incident.number,
  tarix: (incident) => incident.occurred,
  saat: (incident) => incident.hour,
  rayon: (incident) => incident.district,
  'yaşayış məntəqəsi': (incident) => incident.settlement,
  enlik: (incident) => incident.point?.[0],
  uzunluq: (incident) => incident.point?.[1],
  'yerin növü': (incident) => incident.area,
  sinif: (incident) => CLASS_OF(incident.device, incident.activity),
  qurğu: (incident) => incident.device,
  'keçmiş təmas xətti': (incident) => incident.line,
  nişanlanmışdı: (incident) => incident.marked,
  'itirilmiş heyvan': (incident) => incident.animals,
  'hadisə məlum olub': (incident) => textOf(incident.knownOn),
};
const PERSON = {
  soyad: (seat) => seat.surname,
  ad: (seat) => seat.given,
  'ata adı': (seat) => seat.father,
  FİN: (seat) => seat.id,
  'doğum tarixi': (seat) => seat.birth,
  telefon: (seat) => seat.phone,
  cins: (seat) => (seat.female ? 'qadın' : 'kişi'),
  'yaş qrupu': (seat) => seat.band,
  status: (seat) => seat.status,
  məşğuliyyət: (seat) => seat.job,
  fəaliyyət: (seat) => seat.activity,
  aqibət: (seat) => seat.outcome,
  'ölüm tarixi': (seat) => seat.died,
  xəsarətlər: (seat) => seat.wounds.join('; '),
  amputasiyalar: (seat) => seat.amputations.join('; '),
  'şəxs məlum olub': (seat) => textOf(seat.knownOn),
};

function cell(value) {
  const text = value ?? '';
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function rowsOf({ incidents, people }) {
  const of = new Map(incidents.map((incident) => [incident, []]));
  for (const seat of people) of.get(seat.incident).push(seat);
  const rows = [[...Object.keys(INCIDENT), ...Object.keys(PERSON), 'qeyd']];
  for (const [incident, seats] of of) {
    const facts = Object.values(INCIDENT).map((value) => value(incident));
    const nobody = Object.keys(PERSON).map((column) => (column === 'aqibət' ? NOBODY : ''));
    const persons = seats.length > 0 ? seats.map((seat) => Object.values(PERSON).map((value) => value(seat))) : [nobody];
    for (const person of persons) rows.push([...facts, ...person, 'uydurma · invented']);
  }
  return rows;
}

const random = new Random(SEED);
const register = planRegister(random);
for (const incident of register.incidents) {
  incident.device = random.weighted(incident.devices);
  if (incident.size === 0 || (incident.activity === 'mal-qara otarma' && random.chance(9))) incident.animals = String(random.between(1, 12));
}
castPeople(random, register.people);
checkTotals(register, path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'published_totals.yaml'));

const file = process.argv[2];
if (!file) {
  console.error('usage: node db/sample/register/generate.mjs FILE');
  process.exit(2);
}
fs.writeFileSync(file, rowsOf(register).map((row) => `${row.map(cell).join(',')}\n`).join(''));
console.log(`${register.incidents.length} incidents, ${register.people.length} people, all invented: ${file}`);
