// An incident registered step by step. Every keystroke is kept in this browser, sealed; what is sent goes by way of the queue.
import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';

import { go } from '../app/route.tsx';
import type { Fault } from '../calls/problem.ts';
import { Page } from '../parts/Page.tsx';
import { Loading } from '../parts/states.tsx';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { shownTime } from '../values/time.ts';
import { useWords } from '../words/words.tsx';
import { CheckStep } from './CheckStep.tsx';
import { type Draft, faultsOf, faultsOfIncident, faultsOfPerson, newPerson, stepOf } from './draft.ts';
import { IncidentStep } from './IncidentStep.tsx';
import { PersonStep } from './PersonStep.tsx';
import { useWork } from './work.tsx';

const KEEP_AFTER_MS = 400;

// The draft as it is on the page and, a moment later, in the browser's store; at once when the page is left or the lid closes.
function useDraft(id: string) {
  const { store } = useWork();
  const [draft, setDraft] = useState<Draft | 'gone'>();
  const [keptAt, setKeptAt] = useState<number>();
  const unkept = useRef<Draft>(undefined);
  const timer = useRef<number>(undefined);
  const keep = useCallback(async () => {
    window.clearTimeout(timer.current);
    const now = unkept.current;
    if (!now) return;
    unkept.current = undefined;
    await store.put('drafts', now);
    setKeptAt(now.changedAt);
  }, [store]);
  useEffect(() => {
    void store.get<Draft>('drafts', id).then((found) => setDraft(found ?? 'gone'));
  }, [store, id]);
  useEffect(() => {
    const leave = () => void keep();
    document.addEventListener('visibilitychange', leave);
    window.addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      window.removeEventListener('pagehide', leave);
      void keep();
    };
  }, [keep]);
  const change = (part: Partial<Draft>) => {
    if (!draft || draft === 'gone') return;
    const changed = { ...draft, ...part, changedAt: Date.now() };
    setDraft(changed);
    unkept.current = changed;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void keep(), KEEP_AFTER_MS);
  };
  // It leaves the drafts; nothing of it is written again.
  const finish = async () => {
    window.clearTimeout(timer.current);
    unkept.current = undefined;
    await store.remove('drafts', id);
  };
  return { draft, keptAt, change, keep, finish };
}

const addressOf = (id: string, step: number | 'check') => `/hospital/register/${id}/${step}`;

function Steps({ draft, step }: { draft: Draft; step: number }) {
  const { t } = useWords();
  const of = draft.people.length + 2;
  const names = [t('register.incident'), ...draft.people.map((_, index) => t('register.person', { number: index + 1 })), t('register.check')];
  return (
    <p className="quiet">
      {t('register.step', { step: step + 1, of })}: {names[step]}
    </p>
  );
}

export function Register({ id, at }: { id: string; at: string }) {
  const { t, reason } = useWords();
  const { queue } = useWork();
  const { draft, keptAt, change, keep, finish } = useDraft(id);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [round, setRound] = useState(0);
  const sending = useRef(false);
  if (!draft) return <Loading />;
  if (draft === 'gone') return <Page title={t('app.notThere')} narrow><p>{t('app.notThereHelp')}</p></Page>;
  const last = draft.people.length + 1;
  const step = at === 'check' ? last : Math.min(Math.max(Number(at) || 0, 0), last);
  const person = draft.people[step - 1];
  const told = draft.faults.filter(({ field }) => stepOf(field) === step || step === last);
  const toldHere = told.filter(({ field }) => !faults.some((fault) => fault.field === field)).map((fault) => ({ ...fault, words: reason(fault.reason, fault.words) }));
  const shownFaults = [...faults, ...toldHere];
  const goTo = (next: number) => {
    setFaults([]);
    void keep();
    go(addressOf(id, next >= draft.people.length + 1 ? 'check' : next));
  };
  const stop = (found: Fault[]) => {
    setFaults(found);
    setRound(round + 1);
  };
  const next = () => {
    const found = step === 0 ? faultsOfIncident(draft, t) : person ? faultsOfPerson(person, step - 1, t) : [];
    if (found.length > 0) return stop(found);
    // What the service said of this step was looked at.
    if (told.length > 0) change({ faults: draft.faults.filter(({ field }) => stepOf(field) !== step) });
    return goTo(step + 1);
  };
  const send = async () => {
    const found = faultsOf(draft, t);
    if (found.length > 0) return stop(found);
    if (sending.current) return undefined;
    sending.current = true;
    await queue.handIn(draft.id, draft.requestId, { ...draft, faults: [] });
    await finish();
    return go(`/hospital/sent/${draft.id}`, { replace: true });
  };
  const addPerson = () => {
    change({ people: [...draft.people, newPerson()] });
    setFaults([]);
    go(addressOf(id, draft.people.length + 1));
  };
  const removePerson = () => {
    change({ people: draft.people.filter((one) => one !== person), faults: [] });
    goTo(step - 1);
  };
  return (
    <Page title={step === last ? t('register.checkTitle') : t('register.title')} narrow>
      <Steps draft={draft} step={step} />
      <FaultSummary faults={shownFaults} round={round} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (step === last) void send();
          else next();
        }}
      >
        {step === 0 && <IncidentStep draft={draft} faults={shownFaults} change={change} />}
        {person && (
          <PersonStep key={person.key} person={person} index={step - 1} district={draft.district} faults={shownFaults}
            change={(changed) => change({ people: draft.people.map((one) => (one.key === changed.key ? changed : one)) })} />
        )}
        {step === last && <CheckStep draft={draft} goTo={goTo} />}
        <div className="choices">
          <Button type="submit" size="md">{step === last ? t('register.send') : t('register.next')}</Button>
          {step > 0 && <Button variant="default" size="md" onClick={() => goTo(step - 1)}>{t('app.back')}</Button>}
          {step === last && <Button variant="default" size="md" onClick={addPerson}>{t('register.addPerson')}</Button>}
          {person && draft.people.length > 1 && <Button variant="default" size="md" onClick={removePerson}>{t('register.removePerson')}</Button>}
        </div>
      </form>
      <p className="quiet" role="status">{keptAt !== undefined && t('register.kept', { when: shownTime(keptAt) })}</p>
    </Page>
  );
}
