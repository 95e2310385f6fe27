// Reactions that failed for good: which, why, and another try.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { useStanding } from '../app/session.tsx';
import { outbox } from '../calls/outbox.ts';
import type { ParkedDelivery } from '../contract/dayaq/outbox/v1/outbox_service_pb.ts';
import { useAct } from '../parts/act.ts';
import { Page } from '../parts/Page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { Table } from '../parts/Table.tsx';
import { shownTime } from '../values/time.ts';
import { useAdminWords } from './words.ts';

function Row({ delivery }: { delivery: ParkedDelivery }) {
  const { t, reason } = useAdminWords();
  const { may } = useStanding();
  const { act, problem } = useAct(({ name }: { name: string }, requestId) => outbox.requeueDelivery({ requestId, name }), { of: [['parked']] });
  return (
    <li className="tall">
      <span>
        <strong>{delivery.subscriber}</strong> · {delivery.kind}
        <br />
        {reason(delivery.reason, delivery.reason)}
        <br />
        <span className="quiet">{delivery.resource} · {shownTime(delivery.time)} · {t('adm.tries', { count: delivery.attempts })}</span>
      </span>
      {may('outbox.requeue') && (
        <Button size="xs" loading={act.isPending} onClick={() => act.mutate({ name: delivery.name })}>{t('adm.again')} <span className="unseen">{delivery.subscriber}, {delivery.resource}</span></Button>
      )}
      {problem && <div className="whole"><Failed error={act.error} /></div>}
    </li>
  );
}

export function useParked(enabled: boolean) {
  return useQuery({ queryKey: ['parked'], queryFn: () => outbox.listParkedDeliveries({}), enabled });
}

export function ParkedCard() {
  const { t } = useAdminWords();
  const found = useParked(true);
  const deliveries = found.data?.deliveries ?? [];
  return (
    <section className="card">
      <h2>{t('adm.parked')}</h2>
      <p className="quiet">{t('adm.parkedHelp')}</p>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {found.data && deliveries.length === 0 && <p role="status">{t('adm.noParked')}</p>}
      <ul className="rows">{deliveries.map((delivery) => <Row key={delivery.name} delivery={delivery} />)}</ul>
    </section>
  );
}

export function ParkedPage() {
  const { t } = useAdminWords();
  const waiting = useParked(true).data?.waiting ?? [];
  return (
    <Page title={t('adm.parked')}>
      <ParkedCard />
      {waiting.length > 0 && (
        <section className="card">
          <h2>{t('adm.waiting')}</h2>
          <Table caption={t('adm.waiting')} heads={[[t('adm.subscriber')], [t('adm.dueCount'), true], [t('adm.parkedCount'), true], [t('adm.oldest')]]}
            rows={waiting.map(({ subscriber, due, parked, oldestDueTime }) => [subscriber, String(due), String(parked), shownTime(oldestDueTime)])} />
        </section>
      )}
    </Page>
  );
}
