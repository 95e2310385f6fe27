// Somebody whose device runs out: when, how often they were called, and what to do now.
import { Badge, Button } from '@mantine/core';
import { useState } from 'react';

import { useStanding } from '../app/session.tsx';
import { renewals } from '../calls/rehabilitation.ts';
import { type Renewal, type RenewalContact, ContactOutcomeSchema, RenewalState, RenewalStateSchema } from '../contract/dayaq/rehabilitation/v1/renewal_pb.ts';
import { useAct } from '../parts/act.ts';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Stale } from '../parts/Stale.tsx';
import { Failed } from '../parts/states.tsx';
import { isBefore, today, toMessage } from '../values/day.ts';
import { shown } from '../values/partial-date.ts';
import { shownTime } from '../values/time.ts';
import { useRehabilitationWords } from '../words/rehabilitation.ts';
import { useDeviceClasses } from './centre.ts';
import { Numbered, WhoAndHow } from './Who.tsx';

const TO_CALL = [RenewalState.TO_CALL, RenewalState.ESCALATED, RenewalState.REACHED];

function useTries() {
  const { t, label } = useRehabilitationWords();
  return (contacts: RenewalContact[]) => {
    const last = contacts.at(-1);
    if (!last) return t('renewal.neverTried');
    return t('renewal.tries', { count: contacts.length, when: shown(last.triedOn), outcome: label(ContactOutcomeSchema, last.outcome) });
  };
}

// What is done about one of them. The version is the one that the person looked at when they opened it.
function CallIn({ renewal, say }: { renewal: Renewal; say: (words: string) => void }) {
  const { t, label, options } = useRehabilitationWords();
  const tries = useTries();
  const [seen, setSeen] = useState(renewal);
  const [outcome, setOutcome] = useState(0);
  const [theirs, setTheirs] = useState<Renewal>();
  const lookAgain = () => void renewals.getRenewal({ name: seen.name }).then(setTheirs, () => undefined);
  const of = [['renewals'], ['appointments']];
  const call = useAct((on: string, requestId) => renewals.recordRenewalContact({ requestId, name: seen.name, etag: on, outcome, triedOn: toMessage(today()) }), {
    of, stale: lookAgain, done: (now) => { setSeen(now); setOutcome(0); say(t('renewal.recorded', { outcome: label(ContactOutcomeSchema, outcome) })); },
  });
  const hold = useAct((on: string, requestId) => renewals.holdRenewalSlot({ requestId, name: seen.name, etag: on }), {
    of, stale: lookAgain, done: (appointment) => {
      say(t('renewal.held', { when: shownTime(appointment.startsTime) }));
      void renewals.getRenewal({ name: seen.name }).then(setSeen, () => undefined);
    },
  });
  const problem = call.problem ?? hold.problem;
  const versionOf = (one: Renewal) => <p>{label(RenewalStateSchema, one.state)}<br />{tries(one.contacts)}</p>;
  if (theirs) {
    return (
      <Stale mine={<p>{outcome ? label(ContactOutcomeSchema, outcome) : t('renewal.hold')}</p>} theirs={versionOf(theirs)} busy={call.act.isPending || hold.act.isPending}
        keepMine={() => { setSeen(theirs); setTheirs(undefined); if (outcome) call.act.mutate(theirs.etag); else hold.act.mutate(theirs.etag); }}
        keepTheirs={() => { setSeen(theirs); setTheirs(undefined); call.act.reset(); hold.act.reset(); }} />
    );
  }
  return (
    <form className="whole" noValidate onSubmit={(event) => { event.preventDefault(); call.act.mutate(seen.etag); }}>
      <WhoAndHow survivorUid={renewal.survivorUid} />
      <FaultSummary faults={[...call.faults, ...hold.faults]} round={call.act.failureCount + hold.act.failureCount} />
      {problem && call.faults.length + hold.faults.length === 0 && <Failed error={call.act.error ?? hold.act.error} />}
      <div className="inline">
        <SelectField field={`outcome.${renewal.uid}`} label={t('renewal.contact')} faults={[]} value={outcome} options={options(ContactOutcomeSchema)} onChange={(value) => setOutcome(Number(value))} />
        <Button type="submit" disabled={outcome === 0} loading={call.act.isPending}>{t('renewal.record')}</Button>
        <Button variant="default" loading={hold.act.isPending} onClick={() => hold.act.mutate(seen.etag)}>{t('renewal.hold')}</Button>
      </div>
    </form>
  );
}

export function RenewalRow({ renewal, say }: { renewal: Renewal; say: (words: string) => void }) {
  const { t, label } = useRehabilitationWords();
  const { may } = useStanding();
  const classOf = useDeviceClasses();
  const tries = useTries();
  const [open, setOpen] = useState(false);
  const due = renewal.dueOn ?? undefined;
  const canCall = may('renewal.call_in') && TO_CALL.includes(renewal.state);
  return (
    <li>
      <span>
        <strong><Numbered survivorUid={renewal.survivorUid} /></strong>{' '}
        {renewal.deviceClass !== '' && `· ${classOf(renewal.deviceClass)}`}
        <br />
        {due && <span className={isBefore(due, today()) ? 'late' : undefined}>{t('renewal.due', { when: shown(due) })}</span>}
        {!due && renewal.reviewOn && <span>{t('renewal.review', { when: shown(renewal.reviewOn) })}</span>}
        <span className="quiet">
          {' · '}{tries(renewal.contacts)}
          {renewal.appointmentUid !== '' && ` · ${t('renewal.has')}`}
          {renewal.termExample && ` · ${t('renewal.example')}`}
        </span>
      </span>
      <span className="doing">
        <Badge variant="default">{label(RenewalStateSchema, renewal.state)}</Badge>
        {canCall && <Button variant="default" size="xs" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? t('cal.close') : t('renewal.contact')}</Button>}
      </span>
      {open && canCall && <CallIn renewal={renewal} say={say} />}
    </li>
  );
}
