// One payment run: its steps, what differs from last month, what was left out, its files.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { runs } from '../calls/payment.ts';
import { OmissionReasonSchema, type OmissionReason, type PaymentFile, type PaymentRun, PaymentRunState, PaymentRunStateSchema } from '../contract/dayaq/payment/v1/payment_run_pb.ts';
import { RunChangeSchema } from '../contract/dayaq/payment/v1/payment_run_service_pb.ts';
import { Facts } from '../parts/Facts.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Hidden } from '../parts/Hidden.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Section } from '../parts/Section.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { Table } from '../parts/Table.tsx';
import { shown } from '../values/partial-date.ts';
import { useSocialWords } from '../words/social.ts';
import { useBenefits, useMoney } from './parts.tsx';
import { RunSteps } from './RunSteps.tsx';

const AGAIN_MS = 2_000;
const goesOn = (run: PaymentRun | undefined) => run?.state === PaymentRunState.COLLECTING || run?.state === PaymentRunState.RELEASED;

function ByBenefit({ run }: { run: PaymentRun }) {
  const { t } = useSocialWords();
  const money = useMoney();
  const titleOf = useBenefits();
  const found = useQuery({ queryKey: ['run', run.name, 'benefits', run.etag], queryFn: () => runs.previewRun({ run: run.name, pageSize: 1 }) });
  const signed = (amount: bigint) => (amount > 0n ? `+${money(amount)}` : money(amount));
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
  if (found.data.benefits.length === 0) return <p role="status">{t('preview.none')}</p>;
  return (
    <Table caption={t('preview.title')}
      heads={[[t('preview.benefit')], [t('preview.before'), true], [t('preview.now'), true], [t('preview.difference'), true], [t('preview.counts'), true]]}
      rows={found.data.benefits.map((one) => [
        titleOf(one.benefit), `${one.ordersBefore} · ${money(one.totalBeforeQepik)}`, `${one.orders} · ${money(one.totalQepik)}`, signed(one.totalQepik - one.totalBeforeQepik),
        `${one.newOnes} / ${one.gone} / ${one.changed}`,
      ])} />
  );
}

function Differences({ run }: { run: PaymentRun }) {
  const { t, label, options } = useSocialWords();
  const money = useMoney();
  const titleOf = useBenefits();
  const [change, setChange] = useState(0);
  return (
    <>
      <h3>{t('preview.people')}</h3>
      <SelectField field="change" none={t('preview.all')} label={t('preview.which')} faults={[]} value={change} options={options(RunChangeSchema)} onChange={(value) => setChange(Number(value))} />
      <PagedList queryKey={['run', run.name, 'differences', change, run.etag]} none={t('preview.none')}
        ask={async (pageToken) => {
          const page = await runs.previewRun({ run: run.name, changes: change ? [change] : [], pageSize: 25, pageToken });
          return { items: page.differences, next: page.nextPageToken };
        }}
        idOf={({ entitlementUid, change: what }) => `${entitlementUid} ${what}`}
        row={(one) => (
          <li>
            <span>
              <Link href={`/social-protection/entitlements/${one.entitlementUid}`}>{titleOf(one.benefit)}</Link> <span className="quiet">· {label(RunChangeSchema, one.change)}</span>
            </span>
            <span>{money(one.beforeQepik)} → <strong>{money(one.amountQepik)}</strong></span>
          </li>
        )} />
    </>
  );
}

function Omitted({ run }: { run: PaymentRun }) {
  const { t, label } = useSocialWords();
  const money = useMoney();
  const titleOf = useBenefits();
  const [reason, setReason] = useState<OmissionReason>(0);
  const found = useQuery({ queryKey: ['run', run.name, 'omitted', run.etag], queryFn: () => runs.listOmissions({ run: run.name, pageSize: 1 }) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
  if (found.data.counts.length === 0) return <p role="status">{t('omitted.none')}</p>;
  return (
    <>
      <Table caption={t('omitted.title')} heads={[[t('omitted.why')], [t('omitted.count'), true], [t('run.total'), true], [t('omitted.show')]]}
        rows={found.data.counts.map((one) => {
          const words = label(OmissionReasonSchema, one.reason);
          return [words, one.count, money(one.totalQepik), <Button key="show" size="xs" variant="default" aria-label={`${t('omitted.show')}: ${words}`} aria-pressed={reason === one.reason} onClick={() => setReason(one.reason)}>{t('omitted.show')}</Button>];
        })} />
      {reason !== 0 && (
        <>
          <h3>{label(OmissionReasonSchema, reason)}</h3>
          <PagedList queryKey={['run', run.name, 'omitted', reason, run.etag]} none={t('omitted.none')}
            ask={async (pageToken) => {
              const page = await runs.listOmissions({ run: run.name, reasons: [reason], pageSize: 25, pageToken });
              return { items: page.omissions, next: page.nextPageToken };
            }}
            idOf={({ entitlementUid, amountQepik }) => `${entitlementUid} ${amountQepik}`}
            row={(one) => <li><Link href={`/social-protection/entitlements/${one.entitlementUid}`}>{titleOf(one.benefit)}</Link><span>{money(one.amountQepik)}</span></li>} />
        </>
      )}
    </>
  );
}

async function bytesOf(file: PaymentFile): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let offset = 0n; offset < file.bytes; ) {
    const { content } = await runs.readRunFile({ name: file.name, offset });
    if (content.length === 0) break;
    pieces.push(new Uint8Array(content));
    offset += BigInt(content.length);
  }
  return new Blob(pieces, { type: 'application/xml' });
}

function Files({ run }: { run: PaymentRun }) {
  const { t } = useSocialWords();
  const { may } = useStanding();
  const money = useMoney();
  const found = useQuery({ queryKey: ['run', run.name, 'files', run.etag], queryFn: () => runs.listRunFiles({ run: run.name }) });
  const [failed, setFailed] = useState<unknown>();
  const [said, setSaid] = useState('');
  const take = async (file: PaymentFile) => {
    setFailed(undefined);
    try {
      const address = URL.createObjectURL(await bytesOf(file));
      const link = document.createElement('a');
      link.href = address;
      link.download = file.fileName;
      link.click();
      URL.revokeObjectURL(address);
      setSaid(t('files.taken', { name: file.fileName }));
    } catch (error) {
      setFailed(error);
    }
  };
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
  return (
    <>
      {failed !== undefined && <Failed error={failed} />}
      <p role="status" className={said === '' ? 'unseen' : undefined}>{said}</p>
      <Table caption={t('files.title')} heads={[[t('files.file')], [t('run.orders'), true], [t('run.total'), true], [t('files.digest')], ...(may('payment_file.read') ? [[t('files.take')] as [string]] : [])]}
        rows={found.data.files.map((file) => [
          file.fileName, file.orders, money(file.totalQepik), <code key="hash" className="digest">{file.contentHash}</code>,
          ...(may('payment_file.read') ? [<Button key="take" size="xs" variant="default" aria-label={`${t('files.take')}: ${file.fileName}`} onClick={() => void take(file)}>{t('files.take')}</Button>] : []),
        ])} />
    </>
  );
}

export default function RunPage({ uid }: { uid: string }) {
  const { t, label } = useSocialWords();
  const money = useMoney();
  const name = `paymentRuns/${uid}`;
  const found = useQuery({ queryKey: ['run', name], queryFn: () => runs.getRun({ name }), refetchInterval: ({ state }) => (goesOn(state.data) ? AGAIN_MS : false) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={t('runs')} narrow><Failed error={found.error} again={() => void found.refetch()} /></Page>;
  const run = found.data;
  const collected = run.state !== PaymentRunState.COLLECTING;
  return (
    <Page title={t('run.title', { number: String(run.number) })} actions={<p className="no-print"><Button variant="default" size="xs" onClick={() => window.print()}>{t('app.print')}</Button></p>}>
      <section className="card">
        <Facts rows={[
          [t('run.state'), label(PaymentRunStateSchema, run.state)], [t('run.executeOn'), shown(run.executeOn)], [t('run.dueUntil'), shown(run.dueUntil)],
          [t('run.district'), run.district || t('run.wholeRegister')], [t('run.source'), run.sourceAccount], [t('run.orders'), String(run.orders)], [t('run.total'), money(run.totalQepik)], [t('run.omitted'), String(run.omitted)],
        ]} />
        <Hidden fields={run.redactedFields} />
      </section>
      <RunSteps run={run} />
      <Section title={t('preview.title')} show={collected}>
        <ByBenefit run={run} />
        <Differences run={run} />
      </Section>
      <Section title={t('omitted.title')} show={collected}><Omitted run={run} /></Section>
      <Section title={t('files.title')} show={run.state === PaymentRunState.FILED}><Files run={run} /></Section>
    </Page>
  );
}
