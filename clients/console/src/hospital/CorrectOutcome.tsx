// What became of somebody, corrected. When another hand was quicker, both versions stand side by side and the person decides.
import { create } from '@bufbuild/protobuf';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { go } from '../app/route.tsx';
import { problemOf } from '../calls/problem.ts';
import { incidents } from '../calls/incident.ts';
import { PartialDateSchema } from '../contract/dayaq/common/v1/partial_date_pb.ts';
import { type Casualty, CasualtyFactsSchema } from '../contract/dayaq/incident/v1/casualty_pb.ts';
import { Outcome, OutcomeSchema } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { ChoiceField, PartialDateField, TextField } from '../parts/fields.tsx';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { Facts } from '../parts/Facts.tsx';
import { Page } from '../parts/Page.tsx';
import { Stale } from '../parts/Stale.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { fromNumbers, isEmpty, type PartialText, shown, toNumbers } from '../values/partial-date.ts';
import { useWords } from '../words/words.tsx';
import { nameOf } from './draft.ts';
import { addressOfCasualty, useIncident } from './IncidentPage.tsx';

interface Written {
  outcome: number;
  diedOn: PartialText;
  reason: string;
}

function Form({ casualty, latest }: { casualty: Casualty; latest: () => Promise<Casualty | undefined> }) {
  const { t, label, reason } = useWords();
  const queries = useQueryClient();
  const before = casualty.facts;
  const [written, setWritten] = useState<Written>({ outcome: before?.outcome ?? 0, diedOn: fromNumbers(before?.diedOn), reason: '' });
  // The version on which the person decided, and the one that came between.
  const [etag, setEtag] = useState(casualty.etag);
  const [theirs, setTheirs] = useState<Casualty>();
  const requestId = useRef(crypto.randomUUID());
  const back = () => go(addressOfCasualty(casualty.name).split('/casualties')[0] ?? '/hospital');
  const save = useMutation({
    mutationFn: (on: string) =>
      incidents.correctCasualty({
        requestId: requestId.current,
        name: casualty.name,
        etag: on,
        reason: written.reason,
        facts: create(CasualtyFactsSchema, {
          outcome: written.outcome,
          diedOn: written.outcome === Outcome.KILLED && !isEmpty(written.diedOn) ? create(PartialDateSchema, toNumbers(written.diedOn)) : undefined,
        }),
        updateMask: { paths: ['outcome', 'died_on'] },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['incident'] });
      back();
    },
    onError: async (error) => {
      requestId.current = crypto.randomUUID();
      if (problemOf(error).trouble !== 'stale') return;
      const now = await latest();
      setTheirs(now);
      if (now) setEtag(now.etag);
    },
  });
  const problem = save.error ? problemOf(save.error) : undefined;
  const faults = (problem?.faults ?? []).map((fault) => ({ ...fault, words: reason(fault.reason, fault.words) }));
  const rowsOf = (outcome: number, date: string): [string, string][] => [[t('register.outcome'), label(OutcomeSchema, outcome)], [t('register.diedOn'), date]];
  if (theirs?.facts) {
    return (
      <Stale
        mine={<Facts rows={rowsOf(written.outcome, shown(toNumbers(written.diedOn)))} />}
        theirs={<Facts rows={rowsOf(theirs.facts.outcome, shown(theirs.facts.diedOn))} />}
        keepMine={() => { setTheirs(undefined); save.mutate(etag); }}
        keepTheirs={back} />
    );
  }
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); save.mutate(etag); }}>
      <FaultSummary faults={faults} round={save.failureCount} />
      {problem && faults.length === 0 && <Failed error={save.error} />}
      <ChoiceField field="facts.outcome" label={t('register.outcome')} faults={faults} value={written.outcome}
        options={OutcomeSchema.values.filter(({ number }) => number !== 0).map(({ number }) => [number, label(OutcomeSchema, number)])}
        onChange={(outcome) => setWritten({ ...written, outcome })} />
      {written.outcome === Outcome.KILLED && (
        <PartialDateField field="facts.died_on" label={t('register.diedOn')} optional faults={faults} value={written.diedOn} onChange={(diedOn) => setWritten({ ...written, diedOn })} />
      )}
      <TextField field="reason" label={t('correct.reason')} hint={t('correct.reasonHint')} faults={faults} maxLength={500} value={written.reason}
        onChange={(why) => setWritten({ ...written, reason: why })} />
      <div className="choices">
        <Button type="submit" loading={save.isPending}>{t('correct.save')}</Button>
        <Button variant="default" onClick={back}>{t('app.back')}</Button>
      </div>
    </form>
  );
}

export function CorrectOutcome({ incident, casualty }: { incident: string; casualty: string }) {
  const { t } = useWords();
  const found = useIncident(incident);
  // As it was when the page was opened: what changes meanwhile is told, and not slipped in.
  const [opened, setOpened] = useState<Casualty>();
  const one = found.data?.casualties.find(({ uid }) => uid === casualty);
  if (one && !opened) setOpened(one);
  if (found.isPending) return <Loading />;
  if (!opened) return <Page title={t('app.notThere')} narrow>{found.error && <Failed error={found.error} />}</Page>;
  const who = opened.facts?.identity ? nameOf(opened.facts.identity) : t('incident.unnamed');
  const latest = async () => (await found.refetch()).data?.casualties.find(({ uid }) => uid === casualty);
  return (
    <Page title={t('correct.title', { who })} narrow>
      <Form casualty={opened} latest={latest} />
    </Page>
  );
}
