// What people decided about one entitlement, and what may be decided now.
import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useStanding } from '../app/session.tsx';
import { suspensions } from '../calls/payment.ts';
import {
  AppealDecisionReasonSchema, AppealGroundSchema, type EntitlementAppeal, EntitlementAppealState, EntitlementAppealStateSchema, ResumptionReasonSchema, type Suspension, SuspensionReasonSchema, SuspensionState,
  SuspensionStateSchema,
} from '../contract/dayaq/payment/v1/suspension_pb.ts';
import type { ListDecisionsResponse } from '../contract/dayaq/payment/v1/suspension_service_pb.ts';
import { useAct } from '../parts/act.ts';
import { DayField } from '../parts/DayField.tsx';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { SelectField, TextField } from '../parts/fields.tsx';
import { useKept } from '../parts/kept.ts';
import { Section } from '../parts/Section.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { addDays, fromIso, isoOf, today } from '../values/day.ts';
import { shown } from '../values/partial-date.ts';
import { useSocialWords } from '../words/social.ts';

const OF = [['decisions'], ['entitlement'], ['entitlements']];

// The reasons of a list in this desk's words: `resume` and CONFIRMED are 'resume.CONFIRMED'.
function useOwnReasons() {
  const { t } = useSocialWords();
  return (list: { values: { number: number; name: string; localName: string }[] }, kind: 'resume' | 'why'): [number, string][] =>
    list.values.filter(({ number }) => number !== 0).map(({ number, localName }) => [number, t(`${kind}.${localName}` as 'resume.CONFIRMED')]);
}

function Suspend({ entitlement }: { entitlement: string }) {
  const { t, options } = useSocialWords();
  const { content, write, forget } = useKept(`suspend ${entitlement}`, { reason: 0, until: isoOf(addDays(today(), 30)), document: '' });
  const { act, faults, problem } = useAct((_: string, requestId) => suspensions.suspendEntitlement({
    requestId, entitlement, reason: content.reason, document: content.document.trim(), suspendedUntil: fromIso(content.until),
  }), { of: OF, done: forget });
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); act.mutate(JSON.stringify(content)); }}>
      <h3>{t('suspend.title')}</h3>
      <FaultSummary faults={faults} round={act.failureCount} />
      {problem && faults.length === 0 && <Failed error={act.error} />}
      <div className="pair">
        <SelectField field="reason" label={t('suspend.reason')} faults={faults} value={content.reason} options={options(SuspensionReasonSchema)} onChange={(reason) => write({ ...content, reason: Number(reason) })} />
        <DayField field="suspended_until" label={t('suspend.until')} faults={faults} value={content.until} onChange={(until) => write({ ...content, until })} />
        <TextField field="document" label={t('suspend.document')} optional faults={faults} maxLength={60} value={content.document} onChange={(document) => write({ ...content, document })} />
      </div>
      <Button type="submit" color="red" loading={act.isPending}>{t('suspend.send')}</Button>
    </form>
  );
}

function Lodge({ entitlement, suspension }: { entitlement: string; suspension?: Suspension }) {
  const { t, options } = useSocialWords();
  const { content, write, forget } = useKept(`appeal ${entitlement}`, { ground: 0, reference: '', on: isoOf(today()) });
  const { act, faults, problem } = useAct((_: string, requestId) => suspensions.lodgeEntitlementAppeal({
    requestId, entitlement, suspension: suspension?.name ?? '', ground: content.ground, reference: content.reference.trim(), lodgedOn: fromIso(content.on),
  }), { of: OF, done: forget });
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); act.mutate(JSON.stringify(content)); }}>
      <h3>{t('appeal.title')}</h3>
      <FaultSummary faults={faults} round={act.failureCount} />
      {problem && faults.length === 0 && <Failed error={act.error} />}
      <div className="pair">
        <SelectField field="ground" label={t('appeal.ground')} faults={faults} value={content.ground} options={options(AppealGroundSchema)} onChange={(ground) => write({ ...content, ground: Number(ground) })} />
        <TextField field="reference" label={t('appeal.reference')} faults={faults} maxLength={60} value={content.reference} onChange={(reference) => write({ ...content, reference })} />
        <DayField field="lodged_on" label={t('appeal.on')} faults={faults} value={content.on} onChange={(on) => write({ ...content, on })} />
      </div>
      <Button type="submit" loading={act.isPending}>{t('appeal.send')}</Button>
    </form>
  );
}

function Resume({ suspension }: { suspension: Suspension }) {
  const { t } = useSocialWords();
  const reasons = useOwnReasons();
  const [reason, setReason] = useState(0);
  const { act, faults, problem } = useAct((why: number, requestId) => suspensions.resumeEntitlement({ requestId, name: suspension.name, etag: suspension.etag, reason: why }), { of: OF });
  return (
    <form className="whole" noValidate onSubmit={(event) => { event.preventDefault(); act.mutate(reason); }}>
      {problem && <Failed error={act.error} />}
      <div className="inline">
        <SelectField field={`resume.${suspension.uid}`} label={t('resume.title')} faults={faults} value={reason} options={reasons(ResumptionReasonSchema, 'resume')} onChange={(value) => setReason(Number(value))} />
        <Button type="submit" disabled={reason === 0} loading={act.isPending}>{t('resume.send')}</Button>
      </div>
    </form>
  );
}

function DecideAppeal({ appeal }: { appeal: EntitlementAppeal }) {
  const { t, label } = useSocialWords();
  const reasons = useOwnReasons();
  const [state, setState] = useState<EntitlementAppealState>(0);
  const [reason, setReason] = useState(0);
  const { act, faults, problem } = useAct((decided: { state: EntitlementAppealState; reason: number }, requestId) =>
    suspensions.decideEntitlementAppeal({ requestId, name: appeal.name, etag: appeal.etag, ...decided }), { of: OF });
  const outcomes = [EntitlementAppealState.REJECTED, EntitlementAppealState.GRANTED, EntitlementAppealState.WITHDRAWN];
  return (
    <form className="whole" noValidate onSubmit={(event) => { event.preventDefault(); act.mutate({ state, reason }); }}>
      {problem && <Failed error={act.error} />}
      <div className="inline">
        <SelectField field={`state.${appeal.uid}`} label={t('appeal.outcome')} faults={faults} value={state} options={outcomes.map((one) => [one, label(EntitlementAppealStateSchema, one)])} onChange={(value) => setState(Number(value))} />
        <SelectField field={`reason.${appeal.uid}`} label={t('appeal.why')} faults={faults} value={reason} options={reasons(AppealDecisionReasonSchema, 'why')} onChange={(value) => setReason(Number(value))} />
        <Button type="submit" disabled={state === 0 || reason === 0} loading={act.isPending}>{t('appeal.decideSend')}</Button>
      </div>
    </form>
  );
}

function Decided({ decisions }: { decisions: ListDecisionsResponse }) {
  const { t, label } = useSocialWords();
  const { may } = useStanding();
  const { recovery } = decisions;
  if (decisions.suspensions.length + decisions.appeals.length === 0 && !recovery) return <p role="status">{t('decisions.none')}</p>;
  return (
    <ul className="rows">
      {decisions.suspensions.map((one) => (
        <li key={one.uid}>
          <span>{t('decisions.suspended', { from: shown(one.suspendedFrom), until: shown(one.suspendedUntil), reason: label(SuspensionReasonSchema, one.reason) })}</span>
          <Badge variant="default">{label(SuspensionStateSchema, one.state)}</Badge>
          {one.state === SuspensionState.IN_FORCE && may('entitlement.resume') && <Resume suspension={one} />}
        </li>
      ))}
      {decisions.appeals.map((one) => (
        <li key={one.uid}>
          <span>
            {t('decisions.appealed', { when: shown(one.lodgedOn), reference: one.reference, ground: label(AppealGroundSchema, one.ground) })}
            {one.state === EntitlementAppealState.LODGED && <span className="quiet"> · {t('decisions.answerDue', { when: shown(one.answerDueOn) })}</span>}
          </span>
          <Badge variant="default">{label(EntitlementAppealStateSchema, one.state)}</Badge>
          {one.state === EntitlementAppealState.LODGED && may('entitlement.decide_appeal') && <DecideAppeal appeal={one} />}
        </li>
      ))}
      {recovery && <li><span>{t('decisions.recovery', { percent: recovery.sharePercent })}</span></li>}
    </ul>
  );
}

export function Decisions({ entitlement }: { entitlement: string }) {
  const { t } = useSocialWords();
  const { may } = useStanding();
  const found = useQuery({ queryKey: ['decisions', entitlement], queryFn: () => suspensions.listDecisions({ entitlement }), enabled: may('entitlement.list_decisions') });
  const [open, setOpen] = useState('');
  if (!may('entitlement.list_decisions')) return null;
  const inForce = found.data?.suspensions.find(({ state }) => state === SuspensionState.IN_FORCE);
  const underWay = found.data?.appeals.some(({ state }) => state === EntitlementAppealState.LODGED);
  return (
    <Section title={t('decisions.title')}>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {found.data && (
        <>
          <Decided decisions={found.data} />
          <div className="choices no-print">
            {may('entitlement.suspend') && !inForce && <Button variant="default" size="xs" aria-expanded={open === 'suspend'} onClick={() => setOpen(open === 'suspend' ? '' : 'suspend')}>{t('suspend.title')}…</Button>}
            {may('entitlement.appeal') && !underWay && <Button variant="default" size="xs" aria-expanded={open === 'appeal'} onClick={() => setOpen(open === 'appeal' ? '' : 'appeal')}>{t('appeal.title')}…</Button>}
          </div>
          {open === 'suspend' && !inForce && <Suspend entitlement={entitlement} />}
          {open === 'appeal' && !underWay && <Lodge entitlement={entitlement} suspension={inForce} />}
        </>
      )}
    </Section>
  );
}
