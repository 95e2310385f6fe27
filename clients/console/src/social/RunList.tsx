// Payment runs, newest first; and the proposal of another one.
import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { go, Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { runs } from '../calls/payment.ts';
import { type PaymentRun, PaymentRunState, PaymentRunStateSchema } from '../contract/dayaq/payment/v1/payment_run_pb.ts';
import { useAct } from '../parts/act.ts';
import { DayField } from '../parts/DayField.tsx';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { SelectField, TextField } from '../parts/fields.tsx';
import { useKept } from '../parts/kept.ts';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Section } from '../parts/Section.tsx';
import { Failed } from '../parts/states.tsx';
import { fromIso, isoOf, today } from '../values/day.ts';
import { shown } from '../values/partial-date.ts';
import { useSocialWords } from '../words/social.ts';
import { useMoney } from './parts.tsx';

export function RunRow({ run }: { run: PaymentRun }) {
  const { t, label } = useSocialWords();
  const money = useMoney();
  return (
    <li>
      <span>
        <Link href={`/social-protection/runs/${run.uid}`}>{t('run.title', { number: String(run.number) })}</Link> · {shown(run.executeOn)} {run.district !== '' && `· ${run.district}`}
        <br />
        <span className="quiet">{t('run.sum', { orders: run.orders, total: money(run.totalQepik) })}{run.omitted > 0 && ` · ${t('run.omitted')}: ${run.omitted}`}</span>
      </span>
      <Badge variant="default">{label(PaymentRunStateSchema, run.state)}</Badge>
    </li>
  );
}

// Runs in some states; all when none is named.
export function Runs({ states, none }: { states: PaymentRunState[]; none: string }) {
  return (
    <PagedList queryKey={['runs', states.join()]} none={none}
      ask={async (pageToken) => {
        const page = await runs.listRuns({ states, pageSize: 25, pageToken });
        return { items: page.runs, next: page.nextPageToken };
      }}
      idOf={({ uid }) => uid} row={(run) => <RunRow run={run} />} />
  );
}

function Propose() {
  const { t } = useSocialWords();
  const { my } = useStanding();
  const districts = my.assignment?.districts ?? [];
  const national = my.assignment?.national ?? districts.length === 0;
  const latest = useQuery({ queryKey: ['runs', 'latest'], queryFn: () => runs.listRuns({ pageSize: 1 }), staleTime: 60_000 });
  const { content, write, forget } = useKept('payment-run', { executeOn: isoOf(today()), source: '', district: districts.length === 1 ? (districts[0] ?? '') : '' });
  const [open, setOpen] = useState(false);
  // The account that paid last is nearly always the one that pays next.
  const source = content.source || latest.data?.runs[0]?.sourceAccount || '';
  const propose = useAct(({ executeOn, district }: { executeOn: string; district: string; source: string }, requestId) => runs.proposeRun({
    requestId, executeOn: fromIso(executeOn), sourceAccount: source, district,
  }), { of: [['runs']], done: (run) => { forget(); go(`/social-protection/runs/${run.uid}`); } });
  if (!open) return <p><Button onClick={() => setOpen(true)}>{t('run.propose')}</Button></p>;
  return (
    <form className="card" noValidate onSubmit={(event) => { event.preventDefault(); propose.act.mutate({ executeOn: content.executeOn, district: content.district, source }); }}>
      <h2>{t('run.propose')}</h2>
      <p className="quiet">{t('run.proposeHelp')}</p>
      <FaultSummary faults={propose.faults} round={propose.act.failureCount} />
      {propose.problem && propose.faults.length === 0 && <Failed error={propose.act.error} />}
      <DayField field="execute_on" label={t('run.executeOn')} hint={t('run.executeHint')} faults={propose.faults} value={content.executeOn} onChange={(executeOn) => write({ ...content, executeOn })} />
      <TextField field="source_account" label={t('run.source')} hint={t('run.sourceHint')} faults={propose.faults} maxLength={60} value={source} onChange={(typed) => write({ ...content, source: typed })} />
      {districts.length > 0 && (
        <SelectField field="district" none={national ? t('run.wholeRegister') : undefined} label={t('run.district')} optional={national} faults={propose.faults} value={content.district} options={districts.map((one) => [one, one])}
          onChange={(district) => write({ ...content, district })} />
      )}
      <Button type="submit" loading={propose.act.isPending}>{t('run.propose')}</Button>
    </form>
  );
}

export default function RunList() {
  const { t } = useSocialWords();
  const { may } = useStanding();
  return (
    <Page title={t('runs')} actions={may('payment_run.propose') && <Propose />}>
      <Section title={t('runs')}><Runs states={[]} none={t('run.none')} /></Section>
    </Page>
  );
}
