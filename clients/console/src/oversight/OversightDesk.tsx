// The desk of those who oversee: what gives reason to ask, emergencies, who looked, the log and its proofs.
import { Alert } from '@mantine/core';

import { Link, partsAfter, useRoute } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { UnusualLookState } from '../contract/dayaq/audit/v1/unusual_look_pb.ts';
import { DeskNav } from '../parts/DeskNav.tsx';
import { Page } from '../parts/Page.tsx';
import { EmergenciesPage, EmergencyList } from './Emergencies.tsx';
import { EntriesPage } from './EntriesPage.tsx';
import { EntryPage } from './EntryPage.tsx';
import { isBehind, LogPage, useLogStatus } from './LogPage.tsx';
import { RecordPage } from './RecordPage.tsx';
import { UnusualList, UnusualLooksPage } from './UnusualLooks.tsx';
import { useOversightWords } from './words.ts';

function WorkList() {
  const { t } = useOversightWords();
  const { may } = useStanding();
  const status = useLogStatus(may('audit.status')).data;
  return (
    <Page title={t('over.today')}>
      <p>{t('over.lead')}</p>
      {status && isBehind(status) && (
        <Alert color="yellow" title={t('over.behind')} mb="md">
          <p>{t('over.behindHelp', { count: String(status.waiting) })}</p>
          <Link href="/oversight/log">{t('over.log')}</Link>
        </Alert>
      )}
      {may('break_glass.list') && <section className="card"><h2>{t('over.toReview')}</h2><EmergencyList toReview pageSize={10} /></section>}
      {may('unusual_look.list') && <section className="card"><h2>{t('over.openLooks')}</h2><p className="quiet">{t('over.looksHelp')}</p><UnusualList state={UnusualLookState.OPEN} pageSize={10} /></section>}
    </Page>
  );
}

function Place() {
  const { t } = useOversightWords();
  const [page, one] = partsAfter(useRoute(), '/oversight');
  if (page === undefined) return <WorkList />;
  if (page === 'looks') return <UnusualLooksPage />;
  if (page === 'emergencies') return <EmergenciesPage />;
  if (page === 'records') return <RecordPage key={one} uid={one} />;
  if (page === 'entries' && one) return <EntryPage key={one} uid={one} />;
  if (page === 'entries') return <EntriesPage />;
  if (page === 'log') return <LogPage />;
  return <Page title={t('app.notThere')} narrow><p>{t('app.notThereHelp')}</p></Page>;
}

export default function OversightDesk() {
  const { t } = useOversightWords();
  const { may } = useStanding();
  const places: [string, string][] = [
    ['/oversight', t('over.work')],
    ...(may('unusual_look.list') ? ([['/oversight/looks', t('over.looks')]] as [string, string][]) : []),
    ['/oversight/emergencies', t('over.emergencies')],
    ['/oversight/records', t('over.records')],
    ['/oversight/entries', t('over.entries')],
    ['/oversight/log', t('over.log')],
  ];
  return (
    <>
      <DeskNav label={t('over.places')} places={places} />
      <Place />
    </>
  );
}
