// Invented people for the seats of the plan: names, ages, identifiers, what happened to them.
import { ageRange, dayOf, earliest, latest, textOf } from './calendar.mjs';
import { AMPUTATIONS, CHILD_ACTIVITIES, MEN, SURNAMES, WOMEN, WOUNDS, surnameOf } from './words.mjs';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

// Every pair of family and given name, each to be drawn once.
function namePairs(random) {
  const of = (given) => random.shuffled(SURNAMES.flatMap((surname) => given.map((name) => [surname, name])));
  return { men: of(MEN), women: of(WOMEN) };
}

// Syntactically a FİN, and nobody's: the numbers of this sample all begin with Z0.
function nationalId(random, taken) {
  for (;;) {
    let id = 'Z0';
    while (id.length < 7) id += LETTERS[random.below(LETTERS.length)];
    if (!taken.has(id)) {
      taken.add(id);
      return id;
    }
  }
}

// A birth date, partly known, with which the person is certainly a child, or certainly grown up, on the day of the incident.
function birthDate(random, seat) {
  const occurred = seat.incident.occurred;
  for (;;) {
    const age = seat.child ? random.between(6, 17) : random.weighted([[random.between(19, 34), 55], [random.between(35, 59), 37], [random.between(60, 78), 8]]);
    const day = earliest(occurred) - age * 365 - random.below(365);
    if (day < dayOf('1918-01-01')) continue;
    const text = textOf(day);
    const known = random.below(100);
    const birth = known < 45 ? text.slice(0, 4) : known < 50 ? text.slice(0, 7) : text;
    // Who is born on a leap day has no birthday in most years.
    if (birth.endsWith('-02-29')) continue;
    const { min, max } = ageRange(birth, occurred);
    if (seat.child ? max < 18 && min >= 5 : min >= 18) return birth;
  }
}

function status(random, seat) {
  const { kind, round } = seat.incident;
  if (kind === 'm') return random.chance(92) ? 'hərbçi' : 'daxili qoşunlar';
  if (kind === 'd') return 'minaaxtaran';
  return round < 0 && random.chance(3) ? 'naməlum' : 'mülki';
}

function deathDate(random, seat) {
  const occurred = seat.incident.occurred;
  if (occurred.length < 10) return random.chance(70) ? occurred : '';
  if (random.chance(84)) return occurred;
  // Died later of the wounds, and was known to have when the record was made.
  return textOf(Math.min(dayOf(occurred) + random.between(1, 25), seat.knownOn));
}

function injuries(random, seat) {
  if (seat.outcome === 'həlak olub') return { wounds: random.chance(60) ? ['çoxsaylı partlayış xəsarəti'] : [], amputations: [] };
  const amputations = /mina/.test(seat.incident.device) && random.chance(34) ? [random.weighted(AMPUTATIONS)] : [];
  if (amputations.length > 0 && random.chance(7)) {
    const second = random.weighted(AMPUTATIONS);
    if (!amputations.includes(second)) amputations.push(second);
  }
  const wounds = random.shuffled(WOUNDS).slice(0, random.weighted([[0, amputations.length > 0 ? 60 : 8], [1, 60], [2, 25], [3, 7]]));
  return { wounds, amputations };
}

// Fills every seat.
export function castPeople(random, people) {
  const pairs = namePairs(random);
  const ids = new Set();
  for (const seat of people) {
    seat.status = status(random, seat);
    seat.outcome ??= 'yaralanıb';
    seat.activity = seat.child ? random.pick(CHILD_ACTIVITIES) : seat.incident.activity;
    seat.job = seat.child ? 'şagird' : random.pick(seat.incident.jobs);
    if (seat.outcome === 'həlak olub') seat.died = deathDate(random, seat);
    Object.assign(seat, injuries(random, seat));
    // A few are nobody has named.
    if (random.chance(2)) {
      seat.band = seat.child ? 'uşaq' : 'böyük';
      continue;
    }
    const [surname, given] = (seat.female ? pairs.women : pairs.men).pop();
    Object.assign(seat, { surname: surnameOf(surname, seat.female), given, father: random.chance(93) ? random.pick(MEN) : '' });
    seat.birth = birthDate(random, seat);
    const year = Number(textOf(latest(seat.incident.occurred)).slice(0, 4));
    if (random.chance(year < 1999 ? 62 : 88)) seat.id = nationalId(random, ids);
    // No operator has the code 00, so nobody is called.
    if (seat.outcome !== 'həlak olub' && random.chance(46)) seat.phone = `+99400${String(random.below(10_000_000)).padStart(7, '0')}`;
  }
}
