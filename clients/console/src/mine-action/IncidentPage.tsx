// One incident as the mine action agency sees it: the event, who reported it, what was decided.
import { Alert, Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { incidents } from '../calls/incident.ts';
import { IncidentState, IncidentStateSchema, SourceKindSchema } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import type { Incident } from '../contract/dayaq/incident/v1/incident_pb.ts';
import { usePlaces } from '../hospital/places.ts';
import { Facts } from '../parts/Facts.tsx';
import { Hidden } from '../parts/Hidden.tsx';
import { Page } from '../parts/Page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { shown } from '../values/partial-date.ts';
import { shownTime } from '../values/time.ts';
import { Decisions } from './Decisions.tsx';
import { addressOf, addressOfPair, personOf, rowsOf } from './shown.ts';
import { useMineWords } from './words.ts';

function Pairs({ incident }: { incident: Incident }) {
  const { t } = useMineWords();
  const { may } = useStanding();
  const found = useQuery({ queryKey: ['duplicates', incident.name], queryFn: () => incidents.listDuplicates({ incident: incident.name, pageSize: 10 }), enabled: may('incident.list_duplicates') });
  const proposals = found.data?.proposals ?? [];
  if (proposals.length === 0) return null;
  return (
    <Alert color="yellow" title={t('mine.duplicates')} mb="md" className="no-print">
      <ul className="rows">
        {proposals.map(({ uid, incidentUid, otherUid, score }) => (
          <li key={uid}>
            <span>{t('mine.pair', { score })}</span>
            <Button component={Link} size="xs" href={addressOfPair(incidentUid, otherUid)}>{t('mine.compare')}</Button>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function Reports({ incident }: { incident: Incident }) {
  const { t, label } = useMineWords();
  if (incident.reports.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('mine.reports')}</h2>
      <ul className="rows">
        {incident.reports.map((report) => (
          <li key={report.uid}>
            <span>
              {[label(SourceKindSchema, report.source), report.institution].filter((part) => part !== '').join(' · ')}
              {report.document !== '' && <span className="quiet"><br />{t('mine.document')}: {report.document}</span>}
            </span>
            <span className="quiet">{shown(report.reportedOn)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

// What was decided, and every change with its reason.
function Past({ incident }: { incident: Incident }) {
  const { t, label } = useMineWords();
  const { may } = useStanding();
  const { name } = incident;
  const found = useQuery({ queryKey: ['incident', name, 'history'], queryFn: () => incidents.listHistory({ name }), enabled: may('incident.read_history') });
  const versions = (found.data?.incidents ?? []).filter(({ recordedUntil, reason }) => recordedUntil && reason !== '');
  return (
    <>
      {incident.decisions.length > 0 && (
        <section className="card">
          <h2>{t('mine.decisions')}</h2>
          <ul className="rows">
            {incident.decisions.map(({ state, reason, institution, time }, place) => (
              <li key={place}>
                <span>{reason}<br /><span className="quiet">{[institution, shownTime(time)].filter((part) => part !== '').join(' · ')}</span></span>
                <Badge variant="default">{label(IncidentStateSchema, state)}</Badge>
              </li>
            ))}
          </ul>
        </section>
      )}
      {versions.length > 0 && (
        <section className="card">
          <h2>{t('mine.history')}</h2>
          <ul>{versions.map(({ recordedUntil, reason }, place) => <li key={place}>{t('mine.version', { when: shownTime(recordedUntil), why: reason })}</li>)}</ul>
        </section>
      )}
    </>
  );
}

export function IncidentPage({ uid }: { uid: string }) {
  const words = useMineWords();
  const { t } = words;
  const places = usePlaces();
  const name = `incidents/${uid}`;
  const found = useQuery({ queryKey: ['incident', name], queryFn: () => incidents.getIncident({ name }) });
  if (found.isPending) return <Page title={t('mine.map')} narrow><Loading /></Page>;
  if (found.isError) return <Page title={t('mine.map')} narrow><Failed error={found.error} again={() => void found.refetch()} /></Page>;
  const incident = found.data;
  const closed = [...incident.redactedFields, ...incident.casualties.flatMap(({ redactedFields }) => redactedFields)];
  return (
    <Page title={t('incident.title', { number: incident.number })} narrow actions={<p className="no-print"><Button variant="default" size="xs" onClick={() => window.print()}>{t('app.print')}</Button></p>}>
      {incident.state === IncidentState.MERGED && (
        <Alert color="gray" mb="md" title={t('mine.mergedInto')}><Link href={addressOf(incident.mergedIntoUid)}>{t('mine.openOther')}</Link></Alert>
      )}
      <Pairs incident={incident} />
      <section className="card">
        <h2>{t('mine.facts')}</h2>
        <Facts rows={[...rowsOf(incident, words, places.name), [t('mine.registered'), shownTime(incident.createTime)], [t('mine.institution'), incident.institution]]} />
        <Hidden fields={closed} />
      </section>
      {incident.casualties.length > 0 && (
        <section className="card">
          <h2>{t('mine.people')}</h2>
          <ul className="rows">{incident.casualties.map((casualty, place) => <li key={casualty.uid}>{t('mine.personOf', { number: place + 1, who: personOf(casualty, words) })}</li>)}</ul>
        </section>
      )}
      <Decisions incident={incident} />
      <Reports incident={incident} />
      <Past incident={incident} />
    </Page>
  );
}
