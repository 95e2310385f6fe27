// A register in which there is something to count: people hurt in 2023 and 2024 and known a month later, in three districts. Nobody of them
// exists; the same ones every time.
import { ask, until } from './house.mjs';

const LOADER = 'lala-loader';
const DISTRICTS = ['AZ-TAR', 'AZ-BAR', 'AZ-AGM'];
const INCIDENTS_A_YEAR = 60;

// A generator that is the same everywhere.
function chances(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const hash = (kind, number) => Buffer.from(String(number).padStart(31, '0') + kind).toString('base64');

function incidentOf(number, upto, row) {
  const year = 2023 + (number % 2);
  const people = 1 + upto(4);
  return {
    groupHash: hash('g', number),
    knownOn: { year: year + 1, month: 1, day: 1 + upto(28) },
    facts: { occurredOn: { year, month: 1 + upto(12), day: 1 + upto(28) }, district: DISTRICTS[Math.min(2, upto(5))], deviceCategory: 'DEVICE_CATEGORY_AP_MINE' },
    document: 'legacy.csv',
    casualties: Array.from({ length: people }, (_, place) => {
      const age = upto(80);
      return {
        source: { row: row + place, rowHash: hash('r', row + place), occurrence: 1 },
        facts: {
          outcome: upto(5) === 0 ? 'OUTCOME_KILLED' : 'OUTCOME_INJURED', sex: upto(8) === 0 ? 'SEX_FEMALE' : 'SEX_MALE',
          civilStatus: upto(3) === 0 ? 'CIVIL_STATUS_MILITARY' : 'CIVIL_STATUS_CIVILIAN', age: { minYears: age, maxYears: age },
        },
      };
    }),
  };
}

export async function counted() {
  // Whom the tests before left behind.
  const before = { ...(await outcomes(yesterday())), untilMidsummer: (await outcomes({ year: 2024, month: 6, day: 30 })).people };
  const upto = chances(7);
  const incidents = [];
  let row = 1;
  for (let number = 1; number <= INCIDENTS_A_YEAR * 2; number += 1) {
    incidents.push(incidentOf(number, upto, row));
    row += incidents.at(-1).casualties.length;
  }
  const started = await ask(LOADER, 'incident.ImportService/StartImport', { mapping: 'legacy-sample', mappingVersion: 1, register: 'az', fileName: 'legacy.csv', fileSha256: 'a'.repeat(64) });
  const { results } = await ask(LOADER, 'incident.ImportService/ImportIncidents', { name: started.name, incidents });
  const lost = results.filter(({ outcome }) => outcome !== 'OUTCOME_TAKEN');
  if (lost.length > 0) throw new Error(`not taken: ${JSON.stringify(lost[0])}`);
  const people = row - 1;
  // The layer follows events.
  await until(async () => (await totalOf()) === people, 'the layer has everybody');
  return { people, incidents, before };
}

function yesterday() {
  const date = new Date(Date.now() + 4 * 3_600_000 - 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

// How many are known now of those hurt from the war until a day, and how many of them were killed.
async function outcomes(until) {
  const { cells } = await ask('xatira-statistician', 'statistics.TableService/GetTable', {
    table: { indicator: 'az-provisional/P1', dimensions: ['OUTCOME'], from: { year: 2020, month: 11, day: 10 }, until },
  });
  const of = (outcome) => Number(cells.find(({ codes }) => codes[1] === outcome).value);
  return { people: of('_T'), killed: of('KILLED') };
}

async function totalOf() {
  const { cells } = await ask('xatira-statistician', 'statistics.TableService/GetTable', {
    table: { indicator: 'az-provisional/P1', from: { year: 2023, month: 1, day: 1 }, until: { year: 2024, month: 12, day: 31 } },
  });
  return Number(cells[0].value);
}
