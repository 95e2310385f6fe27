// What needs me today, first: what is not finished, what waits, what is asked; then what is registered.
import { Badge, Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { incidents } from '../calls/incident.ts';
import { DeviceCategorySchema, IncidentStateSchema } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import type { Incident } from '../contract/dayaq/incident/v1/incident_pb.ts';
import { Page } from '../parts/Page.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { TextField } from '../parts/fields.tsx';
import { isNationalId, normalNationalId } from '../values/national-id.ts';
import { shown } from '../values/partial-date.ts';
import { shownTime } from '../values/time.ts';
import { useWords } from '../words/words.tsx';
import { type Draft, nameOf } from './draft.ts';
import { usePlaces } from './places.ts';
import { addressOfIncident, Question } from './Sent.tsx';
import { useSubmissions, useWork } from './work.tsx';

function useDrafts() {
  const { store } = useWork();
  const [drafts, setDrafts] = useState<Draft[]>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    void store.list<Draft>('drafts').then(setDrafts);
  }, [store, round]);
  const discard = async (id: string) => {
    await store.remove('drafts', id);
    setRound((before) => before + 1);
  };
  return { drafts, discard };
}

const peopleOf = (draft: Draft, nameless: string) => draft.people.map((person) => nameOf(person) || nameless).join('; ');

function Drafts({ drafts, discard }: { drafts: Draft[]; discard: (id: string) => Promise<void> }) {
  const { t } = useWords();
  if (drafts.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('hospital.drafts')}</h2>
      <ul className="rows">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <span>
              {peopleOf(draft, t('hospital.noNames'))}
              <br />
              <span className="quiet">{t('hospital.draftOf', { when: shownTime(draft.begunAt) })}</span>
            </span>
            <span className="doing">
              <Button component={Link} size="xs" href={`/hospital/register/${draft.id}/0`}>
                {t('hospital.continue')} <span className="unseen">{peopleOf(draft, t('hospital.noNames'))}</span>
              </Button>
              <Button size="xs" variant="default" onClick={() => window.confirm(t('hospital.discardAsk')) && void discard(draft.id)}>
                {t('hospital.discard')} <span className="unseen">{peopleOf(draft, t('hospital.noNames'))}</span>
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Submissions() {
  const { t } = useWords();
  const { queue } = useWork();
  const submissions = useSubmissions();
  const [waiting, accepted] = [submissions.filter(({ state }) => state === 'waiting'), submissions.filter(({ state }) => state === 'accepted')];
  return (
    <>
      {submissions.filter(({ state }) => state === 'question').map((submission) => <Question key={submission.id} submission={submission} />)}
      {waiting.length > 0 && (
        <section className="card">
          <h2>{t('hospital.waiting')}</h2>
          <p className="quiet">{t('hospital.waitingHelp')}</p>
          <ul className="rows">
            {waiting.map(({ id, content }) => (
              <li key={id}>
                <Link href={`/hospital/sent/${id}`}>{peopleOf(content, t('hospital.noNames'))}</Link>
                <Button size="xs" variant="default" onClick={() => void queue.flush()}>{t('hospital.sendNow')}</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {accepted.length > 0 && (
        <section className="card">
          <h2>{t('hospital.accepted')}</h2>
          <ul className="rows">
            {accepted.map(({ id, content, receipt }) => (
              <li key={id}>
                <span>
                  <Link href={`/hospital/sent/${id}`}>{t('hospital.receipt')} № {receipt?.number}</Link> {peopleOf(content, t('hospital.noNames'))}
                  <br />
                  <span className="quiet">{shownTime(receipt?.acceptedAt)}</span>
                </span>
                <Button size="xs" variant="default" onClick={() => void queue.remove(id)}>
                  {t('hospital.receiptRemove')} <span className="unseen">№ {receipt?.number}</span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function OpenDuplicates() {
  const { t } = useWords();
  const { may } = useStanding();
  const found = useQuery({ queryKey: ['duplicates', ''], queryFn: () => incidents.listDuplicates({ pageSize: 10 }), enabled: may('incident.list_duplicates') });
  const proposals = found.data?.proposals ?? [];
  if (proposals.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('hospital.duplicates')}</h2>
      <p className="quiet">{t('hospital.duplicatesHelp')}</p>
      <ul className="rows">
        {proposals.map(({ uid, incidentUid, otherUid, score }) => (
          <li key={uid}>
            <span>
              <Link href={`/hospital/incidents/${incidentUid}`}>1</Link> · <Link href={`/hospital/incidents/${otherUid}`}>2</Link>
            </span>
            <span className="quiet">{score} %</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function IncidentRow({ incident }: { incident: Incident }) {
  const { t, label } = useWords();
  const places = usePlaces();
  const { facts } = incident;
  return (
    <li>
      <span>
        <Link href={addressOfIncident(incident.name)}>№ {incident.number}</Link> · {shown(facts?.occurredOn)} · {places.name(facts?.district ?? '')}
        <br />
        <span className="quiet">
          {t('hospital.people', { killed: incident.killed, injured: incident.injured })}
          {facts && label(DeviceCategorySchema, facts.deviceCategory) !== '' && ` · ${label(DeviceCategorySchema, facts.deviceCategory)}`}
        </span>
      </span>
      <Badge variant="default">{label(IncidentStateSchema, incident.state)}</Badge>
    </li>
  );
}

// One field for whatever one has in hand: a number, a FİN, or names.
function filterOf(words: string) {
  if (words === '') return {};
  const id = normalNationalId(words);
  if (/^\d{8,12}$/.test(words.replace(/\s/g, ''))) return { number: words.replace(/\s/g, '') };
  return isNationalId(id) && /\d/.test(id) ? { nationalId: id } : { personName: words };
}

function Registered() {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  const list = useInfiniteQuery({
    queryKey: ['incidents', words],
    queryFn: ({ pageParam }) => incidents.listIncidents({ filter: filterOf(words), pageSize: 25, pageToken: pageParam }),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });
  const search = (event: FormEvent) => {
    event.preventDefault();
    setWords(typed.trim());
  };
  const found = list.data?.pages.flatMap((page) => page.incidents) ?? [];
  return (
    <section className="card">
      <h2>{t('hospital.recent')}</h2>
      <form role="search" onSubmit={search} className="search">
        <TextField field="search" label={t('hospital.search')} hint={t('hospital.searchHint')} faults={[]} maxLength={160} value={typed} onChange={setTyped} />
        <Button type="submit" variant="default" className="field">{t('hospital.find')}</Button>
      </form>
      {list.isPending && <Loading />}
      {list.isError && <Failed error={list.error} again={() => void list.refetch()} />}
      {list.data && found.length === 0 && <p role="status">{t('hospital.noIncidents')}</p>}
      <ul className="rows">
        {found.map((incident) => <IncidentRow key={incident.uid} incident={incident} />)}
      </ul>
      {list.hasNextPage && <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('app.more')}</Button>}
    </section>
  );
}

export function WorkList() {
  const { t } = useWords();
  const { drafts, discard } = useDrafts();
  const { may } = useStanding();
  const submissions = useSubmissions();
  const register = may('incident.register') && <p><Button component={Link} size="md" href="/hospital/register/new">{t('hospital.register')}</Button></p>;
  const nothing = drafts?.length === 0 && submissions.length === 0;
  return (
    <Page title={t('hospital.today')} actions={register}>
      {nothing && <Empty title={t('hospital.nothing')}>{register && <p className="quiet">{t('hospital.nothingHelp')}</p>}</Empty>}
      <Submissions />
      {drafts && <Drafts drafts={drafts} discard={discard} />}
      <OpenDuplicates />
      <Registered />
    </Page>
  );
}
