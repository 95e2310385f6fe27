// The plan of the invented register: how many incidents and people became known when, so that its totals are the published ones at
// every cut-off. The numbers here are the construction; whether they come out right is checked against published_totals.yaml.
import { dayOf, earliest, latest, textOf } from './calendar.mjs';
import { KINDS, MIDDLES, district, settlement } from './words.mjs';

const WAR_ENDED = '2020-11-10';
const CUT_OFFS = ['2024-05-29', '2024-12-31', '2025-07-30'].map(dayOf);

// People hurt before the war, by year; the peaks are the years around the first war.
const YEARS = [
  [1991, 58], [1992, 392], [1993, 486], [1994, 451], [1995, 290], [1996, 231], [1997, 165], [1998, 138], [1999, 117], [2000, 98],
  [2001, 88], [2002, 76], [2003, 60], [2004, 51], [2005, 58], [2006, 52], [2007, 41], [2008, 36], [2009, 34], [2010, 28], [2011, 12],
  [2012, 20], [2013, 16], [2014, 22], [2015, 15], [2016, 25], [2017, 12], [2018, 10], [2019, 9], [2020, 7],
];
const SINCE_1991 = 3427;

// After the war: incidents and people that became known between one cut-off and the next. `late` people belong to an incident of the
// round before that was known already; `empty` incidents hurt nobody.
const ROUNDS = [
  { from: '2020-11-10', until: '2024-05-29', incidents: 203, empty: 0, people: 361, late: 0, killed: 68, children: 6, female: 5, girls: 1 },
  { from: '2024-05-30', until: '2024-12-31', incidents: 20, empty: 4, people: 21, late: 1, killed: 2, children: 1, female: 1, girls: 0 },
  { from: '2025-01-01', until: '2025-07-30', incidents: 20, empty: 5, people: 18, late: 1, killed: 1, children: 0, female: 1, girls: 0 },
];
const BEFORE_THE_WAR = { killed: 531, unknown: 12, children: 352, female: 33, girls: 8 };
// Of those known by the second cut-off.
const MILITARY = 184;
const OUTSIDE_CONTACT_LINE = 262;

// Sizes of so many incidents with so many people in all, most of them one.
function sizes(random, incidents, people, most) {
  const result = new Array(incidents).fill(1);
  for (let left = people - incidents; left > 0; ) {
    const at = random.below(incidents);
    if (result[at] < most && (result[at] === 1 || random.chance(45))) {
      ++result[at];
      --left;
    }
  }
  return result;
}

// As much as is known of a day: the older, the less.
function partial(random, day) {
  const text = textOf(day);
  const year = Number(text.slice(0, 4));
  const known = random.below(100);
  if (year < 1998) return known < 52 ? text.slice(0, 4) : known < 76 ? text.slice(0, 7) : text;
  if (year < 2005) return known < 12 && year !== 2020 ? text.slice(0, 4) : known < 30 ? text.slice(0, 7) : text;
  return known < 8 ? text.slice(0, 7) : text;
}

// The register of origin began in 1998, and a survey of 2004 found many of whom it had not known.
function knownOn(random, occurred) {
  const last = latest(occurred);
  const lag = random.chance(80) ? random.between(0, 40) : random.between(41, 700);
  let day = last + lag;
  if (day < dayOf('1998-07-01')) day = random.chance(65) ? random.between(dayOf('1998-07-01'), dayOf('2003-12-31')) : random.between(dayOf('2004-02-01'), dayOf('2004-12-31'));
  if (random.chance(2)) day = Math.max(day, random.between(dayOf('2006-01-01'), dayOf('2023-12-31')));
  return Math.min(Math.max(day, last), CUT_OFFS[0] - 1);
}

function place(random, incident, afterTheWar) {
  incident.district = district(random, incident.occurred, afterTheWar);
  incident.settlement = settlement(random);
  const middle = MIDDLES[incident.district];
  if (middle && incident.occurred.length === 10 && random.chance(afterTheWar ? 60 : 8)) {
    incident.point = middle.map((part) => part + random.between(-900, 900)).map((part) => `${Math.floor(part / 10000)}.${String(part % 10000).padStart(4, '0')}`);
  }
  if (incident.occurred.length === 10 && random.chance(55)) {
    incident.hour = `${String(random.between(6, 20)).padStart(2, '0')}:${random.pick(['00', '10', '15', '20', '30', '40', '45', '50'])}`;
  }
  incident.marked = random.weighted([['xeyr', 60], ['bəli', 12], ['naməlum', 28]]);
  incident.area = random.weighted([['kənddən kənar', 70], ['kənd', 20], ['şəhər', 3], ['naməlum', 7]]);
}

function beforeTheWar(random) {
  const incidents = [];
  const weights = YEARS.reduce((sum, [, weight]) => sum + weight, 0);
  const people = SINCE_1991 - ROUNDS[0].people;
  let given = 0;
  let counted = 0;
  for (const [year, weight] of YEARS) {
    // Shares of the whole, rounded so that they add up.
    counted += weight;
    const share = Math.floor((counted * people) / weights) - given;
    given += share;
    for (const size of sizes(random, Math.ceil((share * 4) / 5), share, 9)) {
      // The last incident before the war lies well before it.
      const end = year === 2020 ? '2020-10-20' : `${year}-12-31`;
      const begin = year === 1991 ? '1991-09-01' : `${year}-01-01`;
      const day = random.between(dayOf(begin), dayOf(end));
      const occurred = year === 2020 ? textOf(day) : partial(random, day);
      incidents.push({ occurred, knownOn: knownOn(random, occurred), size, round: -1, kind: random.weighted([['m', year < 1995 ? 55 : 22], ['c', 60], ['d', year > 1998 ? 4 : 1]]) });
    }
  }
  for (const incident of incidents) {
    place(random, incident, false);
    incident.line = random.weighted([['bəli', 55], ['xeyr', 25], ['naməlum', 20]]);
  }
  return incidents;
}

// A day of the years after the war; there were more at first.
function dayAfterTheWar(random, plan) {
  const from = dayOf(plan.from);
  const until = dayOf(plan.until) - 4;
  if (plan.from !== WAR_ENDED) return random.between(from, until);
  const year = random.weighted([[2020, 14], [2021, 62], [2022, 47], [2023, 50], [2024, 30]]);
  return random.between(Math.max(from, dayOf(`${year}-01-01`)), Math.min(until, dayOf(`${year}-12-31`)));
}

function afterTheWar(random, plan, round) {
  const until = dayOf(plan.until);
  const full = sizes(random, plan.incidents - plan.empty, plan.people - plan.late, round === 0 ? 6 : 2);
  return [...full, ...new Array(plan.empty).fill(0)].map((size, index) => {
    // Some become known much later than they happened: of the first round already, and two of the second happened in the first.
    const earlier = round === 1 && index < 2;
    const day = earlier ? random.between(dayOf('2023-02-01'), dayOf('2024-04-30')) : dayAfterTheWar(random, plan);
    const lag = random.chance(85) ? random.between(0, 3) : random.between(4, 240);
    const known = earlier ? random.between(dayOf(plan.from), until) : Math.min(day + lag, until);
    const incident = { occurred: textOf(day), knownOn: known, size, round };
    place(random, incident, true);
    return incident;
  });
}

// Names so many incidents that together they have exactly so many people.
function choose(random, incidents, people, peopleOf) {
  const chosen = new Set();
  for (const incident of random.shuffled(incidents)) {
    if (peopleOf(incident) > 0 && peopleOf(incident) <= people) {
      chosen.add(incident);
      people -= peopleOf(incident);
    }
  }
  if (people !== 0) throw new Error(`no incidents add up: ${people} people are left over`);
  return chosen;
}

// One entry for each person: the incident, the round in which they became known.
function seats(random, incidents) {
  const result = [];
  for (const incident of incidents) {
    for (let i = 0; i < incident.size; ++i) result.push({ incident, round: incident.round, knownOn: incident.knownOn });
  }
  ROUNDS.forEach((plan, round) => {
    const before = random.shuffled(incidents.filter((incident) => incident.round === round - 1 && incident.size > 0));
    for (let i = 0; i < plan.late; ++i) result.push({ incident: before[i], round, knownOn: random.between(dayOf(plan.from), dayOf(plan.until)) });
  });
  // Of the people of larger old incidents some were found years later.
  for (const seat of result) {
    if (seat.round > 0 || seat.incident.size < 2 || !random.chance(6)) continue;
    seat.knownOn = Math.min(seat.knownOn + random.between(20, 900), CUT_OFFS[0]);
  }
  return result;
}

// Marks `count` of those that `may` hold for; returns them.
function mark(random, all, count, may, set) {
  const chosen = random.shuffled(all.filter(may)).slice(0, count);
  if (chosen.length !== count) throw new Error(`only ${chosen.length} of ${count} people can be marked`);
  chosen.forEach(set);
  return chosen;
}

function cast(random, seatsOfRound, plan) {
  // Children and women were hurt among civilians; who is a child in uniform does not occur.
  const civilian = (seat) => seat.incident.kind === 'c';
  const children = mark(random, seatsOfRound, plan.children, civilian, (seat) => (seat.child = true));
  mark(random, children, plan.girls, () => true, (seat) => (seat.female = true));
  mark(random, seatsOfRound, plan.female - plan.girls, (seat) => civilian(seat) && !seat.child, (seat) => (seat.female = true));
  mark(random, seatsOfRound, plan.killed, () => true, (seat) => (seat.outcome = 'həlak olub'));
  mark(random, seatsOfRound, plan.unknown ?? 0, (seat) => !seat.outcome, (seat) => (seat.outcome = 'naməlum'));
}

// All incidents, and everyone hurt in them.
export function planRegister(random) {
  const old = beforeTheWar(random);
  const recent = ROUNDS.flatMap((plan, round) => afterTheWar(random, plan, round));
  const people = seats(random, [...old, ...recent]);

  const counted = new Map();
  for (const seat of people) if (seat.round < 2) counted.set(seat.incident, (counted.get(seat.incident) ?? 0) + 1);
  const peopleOf = (incident) => counted.get(incident) ?? 0;
  const shared = recent.filter((incident) => incident.round < 2);
  const military = choose(random, shared, MILITARY, peopleOf);
  const outside = choose(random, shared, OUTSIDE_CONTACT_LINE, peopleOf);
  for (const incident of recent) {
    const first = incident.round < 2;
    incident.kind = (first ? military.has(incident) : random.chance(45)) ? 'm' : random.chance(12) ? 'd' : 'c';
    incident.line = (first ? outside.has(incident) : random.chance(65)) ? 'xeyr' : random.weighted([['bəli', 85], ['naməlum', 15]]);
  }
  for (const incident of [...old, ...recent]) Object.assign(incident, random.weighted(KINDS[incident.kind]));

  cast(random, people.filter((seat) => seat.round === -1), BEFORE_THE_WAR);
  ROUNDS.forEach((plan, round) => cast(random, people.filter((seat) => seat.round === round), plan));
  const incidents = [...old, ...recent].sort((a, b) => earliest(a.occurred) - earliest(b.occurred) || a.knownOn - b.knownOn);
  incidents.forEach((incident, index) => (incident.number = `N-${String(index + 1).padStart(5, '0')}`));
  return { incidents, people };
}
