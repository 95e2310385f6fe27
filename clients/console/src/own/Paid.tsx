// What was paid, or is on its way.
import { Badge } from '@mantine/core';
import { createClient } from '@connectrpc/connect';

import { useStanding } from '../app/session.tsx';
import { transport } from '../calls/transport.ts';
import { PaymentOrderStateSchema } from '../contract/dayaq/payment/v1/payment_order_pb.ts';
import { PaymentRunService } from '../contract/dayaq/payment/v1/payment_run_service_pb.ts';
import { PagedList } from '../parts/PagedList.tsx';
import { shownMoney } from '../values/money.ts';
import { shownTime } from '../values/time.ts';
import { useOwnPageWords } from './words.ts';

const paymentRuns = createClient(PaymentRunService, transport);

export default function Paid({ survivor, titleOf }: { survivor: string; titleOf: (benefit: string) => string }) {
  const { t, label, language } = useOwnPageWords();
  const { may } = useStanding();
  if (!may('payment_order.read')) return null;
  return (
    <section className="card">
      <h2>{t('own.paid')}</h2>
      <PagedList queryKey={['own', 'orders']} none={t('own.noPaid')}
        ask={async (pageToken) => {
          const { orders, nextPageToken } = await paymentRuns.listOrders({ survivor, pageSize: 12, pageToken });
          return { items: orders, next: nextPageToken };
        }}
        idOf={({ uid }) => uid}
        row={(order) => (
          <li>
            <span>{titleOf(order.benefit)}: {shownMoney(order.amountQepik, order.currency, language)}<br /><span className="quiet">{shownTime(order.createTime)}</span></span>
            <Badge variant="default">{label(PaymentOrderStateSchema, order.state)}</Badge>
          </li>
        )} />
    </section>
  );
}
