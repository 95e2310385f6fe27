// The four steps of a run: who took which, and the one that the person may take now. What is written outlives a stronger sign-in.
import { Button } from '@mantine/core';
import { useState } from 'react';

import { whereWeAre } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { runs } from '../calls/payment.ts';
import { type PaymentRun, PaymentRunState, PaymentRunStateSchema } from '../contract/dayaq/payment/v1/payment_run_pb.ts';
import { useAct } from '../parts/act.ts';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { TextField } from '../parts/fields.tsx';
import { useKept } from '../parts/kept.ts';
import { Section } from '../parts/Section.tsx';
import { Stale } from '../parts/Stale.tsx';
import { Failed } from '../parts/states.tsx';
import { qepikOf } from '../values/money.ts';
import { shownTime } from '../values/time.ts';
import { useSocialWords } from '../words/social.ts';

const STEPS = ['propose', 'verify', 'approve', 'release'] as const;
type Step = (typeof STEPS)[number];

const NOW: Partial<Record<PaymentRunState, Step>> = { [PaymentRunState.PROPOSED]: 'verify', [PaymentRunState.VERIFIED]: 'approve', [PaymentRunState.APPROVED]: 'release' };
const NEEDS_STRONG: Step[] = ['approve', 'release'];

// The states of runs that wait for a step the person may take.
export function useWaitingStates() {
  const { may } = useStanding();
  return Object.entries(NOW).filter(([, step]) => may(`payment_run.${step}`)).map(([state]) => Number(state) as PaymentRunState);
}

const byWhom = (run: PaymentRun): Record<Step, string> => ({ propose: run.proposedBy, verify: run.verifiedBy, approve: run.approvedBy, release: run.releasedBy });

function Taken({ run }: { run: PaymentRun }) {
  const { t } = useSocialWords();
  const { my } = useStanding();
  const own = my.staff.split('/').at(-1);
  const when: Record<Step, string> = { propose: shownTime(run.createTime), verify: shownTime(run.verifyTime), approve: shownTime(run.approveTime), release: shownTime(run.releaseTime) };
  const rejected = run.state === PaymentRunState.REJECTED;
  return (
    <ol className="steps" aria-label={t('step.title')}>
      {STEPS.map((step) => {
        const who = byWhom(run)[step];
        return (
          <li key={step} className={who ? 'done' : NOW[run.state] === step ? 'now' : undefined} aria-current={NOW[run.state] === step ? 'step' : undefined}>
            <strong>{who && '✓ '}{t(`step.${step}`)}</strong>
            <span className="quiet">{who ? `${who === own ? t('step.you') : t('step.other')}, ${when[step]}` : rejected ? t('step.notNeeded') : t('step.waits')}</span>
          </li>
        );
      })}
    </ol>
  );
}

interface Written {
  available: string;
  document: string;
  reason: string;
}

function send(step: Step, run: PaymentRun, etag: string, requestId: string, { available, document }: Written) {
  const on = { requestId, name: run.name, etag };
  if (step === 'approve') return runs.approveRun({ ...on, availableQepik: qepikOf(available) ?? 0n, fundsDocument: document.trim() });
  return step === 'release' ? runs.releaseRun(on) : runs.verifyRun(on);
}

function StrongFirst() {
  const { t } = useSocialWords();
  return (
    <p>
      {t('step.strong')}<br />
      <Button component="a" variant="default" href={`/auth/step-up?return=${whereWeAre()}`}>{t('step.prove')}</Button>
    </p>
  );
}

// `own`: the person took a step of it before, so that this one is somebody else's.
function TakeStep({ run, step, own }: { run: PaymentRun; step: Step; own: boolean }) {
  const { t, label } = useSocialWords();
  const { my, may } = useStanding();
  const { content, write, forget } = useKept<Written>(`run-step ${run.uid}`, { available: '', document: '', reason: '' });
  const [seen, setSeen] = useState(run);
  const [theirs, setTheirs] = useState<{ now: PaymentRun; rejecting: boolean }>();
  const [rejecting, setRejecting] = useState(false);
  const [tried, setTried] = useState(false);
  const stale = (wasRejecting: boolean) => () => void runs.getRun({ name: run.name }).then((now) => setTheirs({ now, rejecting: wasRejecting }), () => undefined);
  const of = [['runs'], ['run']];
  const act = useAct((etag: string, requestId) => send(step, run, etag, requestId, content), { of, stale: stale(false), done: forget });
  const reject = useAct((etag: string, requestId) => runs.rejectRun({ requestId, name: run.name, etag, reason: content.reason.trim() }), { of, stale: stale(true), done: forget });
  const strong = NEEDS_STRONG.includes(step);
  const mayStep = may(`payment_run.${step}`) && !own;
  const badAmount = step === 'approve' && tried && qepikOf(content.available) === undefined;
  const faults = badAmount ? [{ field: 'available_qepik', reason: 'PATTERN_MISMATCH', words: t('step.availableFault') }] : [...act.faults, ...reject.faults];
  const failed = act.act.error ?? reject.act.error;
  const problem = act.problem ?? reject.problem;
  const doIt = (etag: string) => {
    setTried(true);
    if (step !== 'approve' || qepikOf(content.available) !== undefined) act.act.mutate(etag);
  };
  if (theirs) {
    return (
      <Stale busy={act.act.isPending || reject.act.isPending} mine={<p>{theirs.rejecting ? t('step.doReject') : t(`step.${step}`)}</p>}
        theirs={<><p>{label(PaymentRunStateSchema, theirs.now.state)}</p><Taken run={theirs.now} /></>}
        keepMine={() => { setSeen(theirs.now); setTheirs(undefined); (theirs.rejecting ? reject : act).act.mutate(theirs.now.etag); }}
        keepTheirs={() => { setSeen(theirs.now); setTheirs(undefined); act.act.reset(); reject.act.reset(); }} />
    );
  }
  return (
    <form className="no-print" noValidate onSubmit={(event) => { event.preventDefault(); if (rejecting) reject.act.mutate(seen.etag); else doIt(seen.etag); }}>
      <FaultSummary faults={faults} round={act.act.failureCount + reject.act.failureCount} />
      {problem && faults.length === 0 && problem.trouble !== 'stale' && <Failed error={failed} />}
      {mayStep && !rejecting && (
        <>
          {strong && !my.stepUp && problem?.trouble !== 'step-up' && <StrongFirst />}
          {step === 'approve' && (
            <div className="pair">
              <TextField field="available_qepik" label={t('step.available')} hint={t('step.availableHint')} faults={faults} maxLength={20} value={content.available} onChange={(available) => write({ ...content, available })} />
              <TextField field="funds_document" label={t('step.document')} faults={faults} maxLength={80} value={content.document} onChange={(document) => write({ ...content, document })} />
            </div>
          )}
          {step === 'release' && <p className="quiet">{t('step.releaseHelp')}</p>}
        </>
      )}
      {rejecting && <TextField field="reason" label={t('step.rejectWhy')} hint={t('correct.reasonHint')} faults={faults} maxLength={200} value={content.reason} onChange={(reason) => write({ ...content, reason })} />}
      <div className="choices">
        {mayStep && !rejecting && <Button type="submit" loading={act.act.isPending}>{t(step === 'verify' ? 'step.doVerify' : step === 'approve' ? 'step.doApprove' : 'step.doRelease')}</Button>}
        {may('payment_run.reject') && !rejecting && <Button variant="default" onClick={() => setRejecting(true)}>{t('step.doReject')}…</Button>}
        {rejecting && <Button type="submit" color="red" loading={reject.act.isPending}>{t('step.doReject')}</Button>}
        {rejecting && <Button variant="default" onClick={() => setRejecting(false)}>{t('app.back')}</Button>}
      </div>
    </form>
  );
}

export function RunSteps({ run }: { run: PaymentRun }) {
  const { t } = useSocialWords();
  const { my } = useStanding();
  const step = NOW[run.state];
  const own = my.staff.split('/').at(-1);
  const tookOne = Object.values(byWhom(run)).includes(own ?? '-');
  return (
    <Section title={t('step.title')}>
      <Taken run={run} />
      {run.state === PaymentRunState.REJECTED && <p>{t('step.rejectedBecause', { why: run.rejectReason })}</p>}
      {run.state === PaymentRunState.COLLECTING && <p role="status">{t('run.collecting')}</p>}
      {run.state === PaymentRunState.RELEASED && <p role="status">{t('run.filing')}</p>}
      {step && tookOne && <p className="quiet">{t('step.yours')}</p>}
      {step && <TakeStep key={`${run.uid} ${step}`} run={run} step={step} own={tookOne} />}
    </Section>
  );
}
