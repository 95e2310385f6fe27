// Two records that may be one incident, side by side, and the question.
import { Alert, Button } from '@mantine/core';
import { useQueryClient, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { go, Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { incidents } from '../calls/incident.ts';
import { IncidentState } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import type { DuplicateProposal, Incident } from '../contract/dayaq/incident/v1/incident_pb.ts';
import { usePlaces } from '../hospital/places.ts';
import { Deed, type Version } from '../parts/Deed.tsx';
import { ChoiceField, SelectField } from '../parts/fields.tsx';
import { Page } from '../parts/Page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { Table } from '../parts/Table.tsx';
import { sayReason } from './reasons.ts';
import { addressOf, personOf, rowsOf } from './shown.ts';
import { type MineWord, useMineWords } from './words.ts';

const nameOf = (uid: string) => `incidents/${uid}`;
const isFact = (fact: string): fact is 'place' | 'time' | 'device' | 'people' | 'group' => ['place', 'time', 'device', 'people', 'group'].includes(fact);

function SideBySide({ pair }: { pair: [Incident, Incident] }) {
  const words = useMineWords();
  const { t } = words;
  const places = usePlaces();
  const [older, newer] = pair.map((incident) => rowsOf(incident, words, places.name)) as [[string, string][], [string, string][]];
  const rows = older.map(([field, value], place) => ({ field, value, other: newer[place]?.[1] ?? '' })).filter(({ value, other }) => value !== '' || other !== '');
  const number = (place: 0 | 1) => <Link href={addressOf(pair[place].uid)}>№ {pair[place].number}</Link>;
  return (
    <section className="card">
      <Table caption={t('mine.facts')} heads={[[t('mine.field')], [t('mine.older', { number: pair[0].number })], [t('mine.newer', { number: pair[1].number })]]}
        rows={[
          ['№', number(0), number(1)],
          ...rows.map(({ field, value, other }) => [
            field,
            value || '–',
            value !== other && value !== '' && other !== '' ? <strong>{other} <span className="quiet">({t('mine.differs')})</span></strong> : other || '–',
          ]),
        ]} />
    </section>
  );
}

function Reasons({ proposal }: { proposal: DuplicateProposal }) {
  const { t, language } = useMineWords();
  return (
    <section className="card">
      <h2>{t('mine.reasons')} ({proposal.score} %)</h2>
      <ul className="rows">
        {proposal.reasons.map(({ fact, points, explanation }, place) => {
          const { words, english } = sayReason(explanation, language);
          return (
            <li key={place}>
              <span>{isFact(fact) && `${t(`mine.fact.${fact}` satisfies MineWord)}: `}<span lang={english ? 'en' : undefined}>{words}</span></span>
              <span>{points > 0 ? `+${points}` : `−${-points}`} {t('mine.points')}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

// Merging: which carries on, and who of the one is whom of the other.
function Merge({ pair, done }: { pair: [Incident, Incident]; done: (kept: string) => void }) {
  const words = useMineWords();
  const { t } = words;
  const places = usePlaces();
  const queries = useQueryClient();
  const [keepNewer, setKeepNewer] = useState(false);
  const [sameAs, setSameAs] = useState<Record<string, string>>({});
  const [kept, ended] = keepNewer ? [pair[1], pair[0]] : pair;
  const standing = kept.casualties.filter(({ sameAsUid }) => sameAsUid === '');
  const leaving = ended.casualties.filter(({ sameAsUid }) => sameAsUid === '');
  const pairs = leaving.flatMap(({ uid }) => (sameAs[uid] ? [{ keptUid: sameAs[uid], duplicateUid: uid }] : []));
  const versionOf = (one: Incident, other: Incident): Version => ({
    etag: `${one.etag} ${other.etag}`,
    rows: [[`№ ${one.number}`, rowsOf(one, words, places.name).map(([, value]) => value).filter(Boolean).join('; ')], [`№ ${other.number}`, rowsOf(other, words, places.name).map(([, value]) => value).filter(Boolean).join('; ')]],
  });
  const latest = async () => {
    const [one, other] = await Promise.all([kept, ended].map(({ name }) => queries.fetchQuery({ queryKey: ['incident', name], queryFn: () => incidents.getIncident({ name }), staleTime: 0 })));
    return one && other ? versionOf(one, other) : undefined;
  };
  const who = (list: Incident['casualties'], place: number) => t('mine.personOf', { number: place + 1, who: list[place] ? personOf(list[place], words) : '' });
  return (
    <Deed key={kept.uid} place={`mine-action merge ${pair[0].uid} ${pair[1].uid}`} title={t('mine.same')} help={t('mine.mergeHelp')} button={t('mine.mergeButton')} seen={versionOf(kept, ended)} latest={latest}
      said={pairs} of={[['incident'], ['incidents'], ['duplicates']]} done={() => done(kept.uid)}
      send={({ requestId, etag, reason }) => {
        const [keptEtag = '', duplicateEtag = ''] = etag.split(' ');
        return incidents.mergeIncidents({ requestId, name: kept.name, etag: keptEtag, duplicate: ended.name, duplicateEtag, pairs, reason });
      }}>
      <ChoiceField field="name" label={t('mine.carriesOn')} faults={[]} value={keepNewer ? 2 : 1} onChange={(one) => { setKeepNewer(one === 2); setSameAs({}); }}
        options={[[1, t('mine.older', { number: pair[0].number })], [2, t('mine.newer', { number: pair[1].number })]]} />
      {standing.length > 0 && leaving.length > 0 && (
        <fieldset className="group">
          <legend>{t('mine.whoIsWho')}</legend>
          <p className="quiet">{t('mine.whoIsWhoHelp')}</p>
          {leaving.map((casualty, place) => (
            <SelectField key={casualty.uid} field={`pairs[${place}]`} label={t('mine.sameAs', { who: who(leaving, place) })} faults={[]} value={sameAs[casualty.uid] ?? ''} none={t('mine.anotherPerson')}
              options={standing.map((one, at) => [one.uid, who(standing, at)])} onChange={(uid) => setSameAs({ ...sameAs, [casualty.uid]: uid })} />
          ))}
        </fieldset>
      )}
    </Deed>
  );
}

function Question({ pair, proposal }: { pair: [Incident, Incident]; proposal: DuplicateProposal }) {
  const { t } = useMineWords();
  const { may } = useStanding();
  const [answer, setAnswer] = useState<'same' | 'notSame'>();
  const back = () => go('/mine-action');
  return (
    <div className="no-print">
      <div className="choices">
        {may('incident.merge') && <Button variant={answer === 'same' ? 'filled' : 'default'} aria-expanded={answer === 'same'} onClick={() => setAnswer('same')}>{t('mine.same')}</Button>}
        {may('incident.resolve_duplicate') && <Button variant={answer === 'notSame' ? 'filled' : 'default'} aria-expanded={answer === 'notSame'} onClick={() => setAnswer('notSame')}>{t('mine.notSame')}</Button>}
        <Button variant="default" onClick={back}>{t('mine.notNow')}</Button>
      </div>
      {answer === 'same' && <Merge pair={pair} done={(uid) => go(addressOf(uid))} />}
      {answer === 'notSame' && (
        <Deed place={`mine-action apart ${proposal.uid}`} title={t('mine.notSame')} button={t('mine.dismissButton')} seen={{ etag: '', rows: [] }} latest={async () => undefined} of={[['duplicates']]} done={back}
          send={({ requestId, reason }) => incidents.dismissDuplicate({ requestId, uid: proposal.uid, reason })} />
      )}
    </div>
  );
}

export function DuplicatePage({ one, other }: { one: string; other: string }) {
  const { t } = useMineWords();
  const both = useQueries({ queries: [one, other].map((uid) => ({ queryKey: ['incident', nameOf(uid)], queryFn: () => incidents.getIncident({ name: nameOf(uid) }) })) });
  const found = useQuery({ queryKey: ['duplicates', nameOf(one)], queryFn: () => incidents.listDuplicates({ incident: nameOf(one), pageSize: 200 }) });
  const failed = [...both, found].find(({ isError }) => isError);
  const [first, second] = both.map(({ data }) => data);
  const proposal = found.data?.proposals.find(({ incidentUid, otherUid }) => incidentUid === one && otherUid === other);
  const open = proposal && first?.state !== IncidentState.MERGED && second?.state !== IncidentState.MERGED;
  return (
    <Page title={t('mine.duplicateTitle')}>
      {failed && <Failed error={failed.error} again={() => void Promise.all([...both, found].map(({ refetch }) => refetch()))} />}
      {!failed && (!first || !second || !found.data) && <Loading />}
      {first && second && <SideBySide pair={[first, second]} />}
      {proposal && <Reasons proposal={proposal} />}
      {found.data && first && second && !open && <Alert color="gray">{t('mine.resolved')}</Alert>}
      {first && second && proposal && open && <Question pair={[first, second]} proposal={proposal} />}
    </Page>
  );
}
