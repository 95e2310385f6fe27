// Incidents on the map of districts and as a list, both by the same filter. The district is part of the address.
import { Alert, Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { go, Link } from '../app/route.tsx';
import { incidents } from '../calls/incident.ts';
import { DeviceCategorySchema, IncidentState, IncidentStateSchema } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { usePlaces } from '../hospital/places.ts';
import { DistrictMap, type Spot } from '../parts/DistrictMap.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { todayInBaku } from '../values/partial-date.ts';
import { IncidentLine } from './IncidentLine.tsx';
import { useMineWords } from './words.ts';

const PAGE = 200;
const MOST_PAGES = 15;
const FIRST_YEAR = 1991;
const SHORT_LIST = 12;

interface Filter {
  state: number;
  device: number;
  sinceYear: number;
}

const asked = ({ state, device, sinceYear }: Filter, district: string) => ({
  states: state === 0 ? [IncidentState.REPORTED, IncidentState.VERIFIED] : [state],
  deviceCategories: device === 0 ? [] : [device],
  occurredFrom: sinceYear === 0 ? undefined : { year: sinceYear, month: 0, day: 0 },
  districts: district === '' ? [] : [district],
});

// All that the filter finds, page by page, up to a bound; what lies beyond it is said.
async function countByDistrict(filter: Filter) {
  const counts = new Map<string, number>();
  const spots: Spot[] = [];
  let [counted, total, pageToken] = [0, 0n, ''];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await incidents.listIncidents({ filter: asked(filter, ''), pageSize: PAGE, pageToken });
    if (answer.totals) total = answer.totals.incidents;
    for (const { uid, facts } of answer.incidents) {
      counted += 1;
      if (facts?.district) counts.set(facts.district, (counts.get(facts.district) ?? 0) + 1);
      if (facts?.point) spots.push({ id: uid, latitude: facts.point.latitude, longitude: facts.point.longitude });
    }
    pageToken = answer.nextPageToken;
    if (pageToken === '') break;
  }
  return { counts, spots, counted, total: Number(total) };
}

function FilterForm({ filter, change }: { filter: Filter; change: (filter: Filter) => void }) {
  const { t, label, options } = useMineWords();
  const years = Array.from({ length: todayInBaku().year - FIRST_YEAR + 1 }, (_, back) => String(todayInBaku().year - back));
  const states = [IncidentState.REPORTED, IncidentState.VERIFIED, IncidentState.REJECTED, IncidentState.MERGED];
  const field = (name: keyof Filter, words: string, data: { value: string; label: string }[]) => (
    <NativeSelect className="field" label={words} value={String(filter[name])} data={data} onChange={(event) => change({ ...filter, [name]: Number(event.currentTarget.value) })} />
  );
  return (
    <div className="pair no-print" role="group" aria-label={t('mine.filter')}>
      {field('state', t('mine.state'), [{ value: '0', label: t('mine.standing') }, ...states.map((one) => ({ value: String(one), label: label(IncidentStateSchema, one) }))])}
      {field('device', t('mine.device'), [{ value: '0', label: t('mine.anyDevice') }, ...options(DeviceCategorySchema).map(([value, words]) => ({ value: String(value), label: words }))])}
      {field('sinceYear', t('mine.sinceYear'), [{ value: '0', label: t('mine.anyYear') }, ...years.map((year) => ({ value: year, label: year }))])}
    </div>
  );
}

function Districts({ counts, chosen, nameOf }: { counts: Map<string, number>; chosen: string; nameOf: (code: string) => string }) {
  const { t } = useMineWords();
  const [all, setAll] = useState(false);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  const shown = all ? sorted : sorted.slice(0, SHORT_LIST);
  return (
    <div>
      <ul className="rows">
        <li><Link href="/mine-action/map" aria-current={chosen === '' ? 'true' : undefined}>{t('mine.wholeCountry')}</Link></li>
        {shown.map(([code, count]) => (
          <li key={code}>
            <Link href={`/mine-action/map/${code}`} aria-current={chosen === code ? 'true' : undefined}>{nameOf(code)}</Link>
            <span>{count}</span>
          </li>
        ))}
      </ul>
      {sorted.length > shown.length && <Button variant="default" size="xs" onClick={() => setAll(true)}>{t('mine.allDistricts')}</Button>}
    </div>
  );
}

function MapCard({ filter, district }: { filter: Filter; district: string }) {
  const { t } = useMineWords();
  const places = usePlaces();
  const found = useQuery({ queryKey: ['incidents', 'map', filter], queryFn: () => countByDistrict(filter) });
  const range = (from: number, until: number) => t('mine.from', { from, until }).replace(`${from} – ${until}`, from === until ? String(from) : `${from} – ${until}`);
  return (
    <section className="card">
      <h2>{t('mine.mapTitle')}</h2>
      <p className="quiet">{t('mine.mapHelp')}</p>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {found.data && found.data.counted < found.data.total && <Alert color="yellow" mb="md">{t('mine.counted', { counted: found.data.counted, all: found.data.total })}</Alert>}
      {found.data && (
        <div className="map-and-list">
          <div>
            <DistrictMap label={t('mine.mapTitle')} counts={found.data.counts} spots={found.data.spots} chosen={district} nameOf={places.name}
              choose={(code) => go(`/mine-action/map/${code}`)} words={{ range, none: t('mine.noIncidents') }} />
          </div>
          <Districts counts={found.data.counts} chosen={district} nameOf={places.name} />
        </div>
      )}
    </section>
  );
}

export function MapPage({ district }: { district: string }) {
  const { t } = useMineWords();
  const places = usePlaces();
  const [filter, setFilter] = useState<Filter>({ state: 0, device: 0, sinceYear: 0 });
  const where = district === '' ? t('mine.wholeCountry') : places.name(district);
  const queryKey = useMemo(() => ['incidents', 'mine-list', filter, district], [filter, district]);
  return (
    <Page title={t('mine.map')}>
      <FilterForm filter={filter} change={setFilter} />
      <MapCard filter={filter} district={district} />
      <section className="card">
        <h2>{t('mine.listOf', { where })}</h2>
        <PagedList queryKey={queryKey} none={t('mine.none')}
          ask={async (pageToken) => {
            const { incidents: items, nextPageToken, totals } = await incidents.listIncidents({ filter: asked(filter, district), pageSize: 25, pageToken });
            return { items, next: nextPageToken, total: totals?.incidents };
          }}
          idOf={({ uid }) => uid}
          row={(incident) => <IncidentLine incident={incident} />} />
      </section>
    </Page>
  );
}
