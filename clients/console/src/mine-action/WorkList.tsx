// What needs an officer today: pairs that may be one incident, and incidents that wait to be verified.
import { Button } from '@mantine/core';

import { Link } from '../app/route.tsx';
import { incidents } from '../calls/incident.ts';
import { IncidentState } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { shownTime } from '../values/time.ts';
import { IncidentLine } from './IncidentLine.tsx';
import { addressOfPair } from './shown.ts';
import { useMineWords } from './words.ts';

function Pairs() {
  const { t } = useMineWords();
  return (
    <section className="card">
      <h2>{t('mine.duplicates')}</h2>
      <PagedList queryKey={['duplicates', 'open']} none={t('mine.noDuplicates')}
        ask={async (pageToken) => {
          const { proposals, nextPageToken } = await incidents.listDuplicates({ pageSize: 10, pageToken });
          return { items: proposals, next: nextPageToken };
        }}
        idOf={({ uid }) => uid}
        row={({ incidentUid, otherUid, score, createTime }) => (
          <li>
            <span>
              {t('mine.pair', { score })}
              <br />
              <span className="quiet">{t('mine.proposed', { when: shownTime(createTime) })}</span>
            </span>
            <Button component={Link} size="xs" href={addressOfPair(incidentUid, otherUid)}>
              {t('mine.compare')} <span className="unseen">{t('mine.pair', { score })}</span>
            </Button>
          </li>
        )} />
    </section>
  );
}

function ToVerify() {
  const { t } = useMineWords();
  return (
    <section className="card">
      <h2>{t('mine.toVerify')}</h2>
      <PagedList queryKey={['incidents', 'to-verify']} none={t('mine.nothingToVerify')}
        ask={async (pageToken) => {
          const { incidents: items, nextPageToken, totals } = await incidents.listIncidents({ filter: { states: [IncidentState.REPORTED] }, pageSize: 25, pageToken });
          return { items, next: nextPageToken, total: totals?.incidents };
        }}
        idOf={({ uid }) => uid}
        row={(incident) => <IncidentLine incident={incident} />} />
    </section>
  );
}

export function WorkList() {
  const { t } = useMineWords();
  return (
    <Page title={t('mine.today')}>
      <p>{t('mine.lead')}</p>
      <Pairs />
      <ToVerify />
    </Page>
  );
}
