// Counts the planned, invented register as the service will, and compares it with every published figure: a generator that no longer hits them
// fails here, before anything is loaded.
import fs from 'node:fs';

import { parse } from 'yaml';

import { ageRange, dayOf, latest } from './calendar.mjs';

const isMinor = (seat) => (seat.birth ? ageRange(seat.birth, seat.incident.occurred).max < 18 : seat.band === 'uşaq');

const COUNTS = {
  casualties: () => true,
  killed: (seat) => seat.outcome === 'həlak olub',
  injured: (seat) => seat.outcome === 'yaralanıb',
  female: (seat) => Boolean(seat.female),
  minors: isMinor,
  military: (seat) => ['hərbçi', 'daxili qoşunlar'].includes(seat.status),
  civilian: (seat) => ['mülki', 'minaaxtaran'].includes(seat.status),
  outside_former_contact_line: (seat) => seat.incident.line === 'xeyr',
};

// Throws with every figure that does not come out.
export function checkTotals({ incidents, people }, file) {
  const wrong = [];
  for (const figure of parse(fs.readFileSync(file, 'utf8')).figures) {
    const until = dayOf(figure.known_until);
    const happened = (incident) => !figure.since || latest(incident.occurred) >= dayOf(figure.since);
    const counted =
      figure.count === 'incidents'
        ? incidents.filter((incident) => incident.knownOn <= until && happened(incident)).length
        : people.filter((seat) => seat.knownOn <= until && happened(seat.incident) && COUNTS[figure.count](seat)).length;
    if (counted !== figure.published) wrong.push(`${figure.name} by ${figure.known_until}: ${counted} instead of ${figure.published}`);
  }
  if (wrong.length > 0) throw new Error(`the register does not have the published totals:\n${wrong.join('\n')}`);
}
