// What became of a submission: on its way, accepted with its receipt, or a question.
import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { Link, go } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { incidents } from '../calls/incident.ts';
import type { Receipt, Submission } from '../drafts/queue.ts';
import { Page } from '../parts/Page.tsx';
import { shown, toNumbers } from '../values/partial-date.ts';
import { shownTime } from '../values/time.ts';
import { useWords } from '../words/words.tsx';
import { Facts } from '../parts/Facts.tsx';
import { type Draft, nameOf, stepOf } from './draft.ts';
import { usePlaces } from './places.ts';
import { useSubmissions, useWork } from './work.tsx';

export const addressOfIncident = (name: string) => `/hospital/incidents/${name.split('/')[1] ?? ''}`;

// Records that look like the one just made: said at once, decided by somebody else.
export function Duplicates({ name }: { name: string }) {
  const { t } = useWords();
  const { may } = useStanding();
  const found = useQuery({ queryKey: ['duplicates', name], queryFn: () => incidents.listDuplicates({ incident: name }), enabled: may('incident.list_duplicates') });
  const uid = name.split('/')[1];
  return (found.data?.proposals ?? []).map((proposal) => {
    const other = proposal.incidentUid === uid ? proposal.otherUid : proposal.incidentUid;
    return (
      <Alert key={proposal.uid} color="yellow" title={t('hospital.duplicateOf', { score: proposal.score })} my="sm" className="no-print">
        <p>{t('hospital.duplicatesHelp')}</p>
        <Link href={`/hospital/incidents/${other}`}>{t('hospital.duplicates')}</Link>
      </Alert>
    );
  });
}

function Accepted({ draft, receipt }: { draft: Draft; receipt: Receipt }) {
  const { t } = useWords();
  const places = usePlaces();
  const rows: [string, string][] = [
    [t('hospital.number'), receipt.number],
    [t('incident.registered'), shownTime(receipt.acceptedAt)],
    [t('incident.when'), shown(toNumbers(draft.occurredOn))],
    [t('incident.where'), places.name(draft.district)],
    [t('incident.people'), draft.people.map((person) => (person.nameless ? t('incident.unnamed') : nameOf(person))).join('; ')],
    [t('incident.proof'), receipt.proof],
  ];
  return (
    <>
      <p>{t('incident.acceptedHelp')}</p>
      <section className="card">
        <Facts rows={rows} />
      </section>
      <Duplicates name={receipt.name} />
      <div className="choices no-print">
        <Button onClick={() => window.print()}>{t('app.print')}</Button>
        <Button component={Link} variant="default" href={addressOfIncident(receipt.name)}>{t('incident.title', { number: receipt.number })}</Button>
        <Button component={Link} variant="default" href="/hospital/register/new">{t('incident.another')}</Button>
      </div>
    </>
  );
}

// The draft goes back to the desk with what the service said; under a new request id, since its content will be another.
export function useReopen() {
  const { store, queue } = useWork();
  return async (submission: Submission<Draft>, { asNew = false } = {}) => {
    const id = asNew ? crypto.randomUUID() : submission.id;
    const faults = submission.problem?.faults ?? [];
    await store.put('drafts', { ...submission.content, id, requestId: crypto.randomUUID(), faults, changedAt: Date.now() });
    await queue.remove(submission.id);
    go(`/hospital/register/${id}/${stepOf(faults[0]?.field ?? '')}`);
  };
}

export function Question({ submission }: { submission: Submission<Draft> }) {
  const { t, reason } = useWords();
  const reopen = useReopen();
  const { problem } = submission;
  const placeOf = (field: string) => (stepOf(field) === 0 ? t('register.incident') : t('register.person', { number: stepOf(field) }));
  const reused = problem?.trouble === 'reused';
  return (
    <Alert color="red" role="alert" title={reused ? t('hospital.reused') : t('hospital.refused')} my="sm">
      <p>{reused ? t('hospital.reusedHelp') : t('hospital.refusedHelp')}</p>
      {problem && (problem.faults.length > 0
        ? <ul>{problem.faults.map((fault) => <li key={`${fault.field} ${fault.reason}`}>{reason(fault.reason, fault.words)} ({placeOf(fault.field)})</li>)}</ul>
        : <p>{reason(problem.reason, problem.words)}</p>)}
      <Button onClick={() => void reopen(submission, { asNew: reused })}>{reused ? t('hospital.asNew') : t('hospital.open')}</Button>
    </Alert>
  );
}

export function Sent({ id }: { id: string }) {
  const { t } = useWords();
  const { queue } = useWork();
  const submission = useSubmissions().find((one) => one.id === id);
  if (!submission) return <Page title={t('app.notThere')} narrow><p>{t('app.notThereHelp')}</p></Page>;
  const { state, receipt, content } = submission;
  const title = state === 'accepted' ? t('incident.accepted') : state === 'question' ? t('hospital.questions') : t('hospital.waiting');
  return (
    <Page title={title} narrow>
      {state === 'accepted' && receipt && <Accepted draft={content} receipt={receipt} />}
      {state === 'question' && <Question submission={submission} />}
      {state === 'waiting' && (
        <div role="status">
          <p>{t('hospital.waitingHelp')}</p>
          <Button variant="default" onClick={() => void queue.flush()}>{t('hospital.sendNow')}</Button>
        </div>
      )}
      <p className="no-print"><Link href="/hospital">{t('hospital.today')}</Link></p>
    </Page>
  );
}
