// Who looked at one record; and which records every look at is asked about.
import { Alert, Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import { go, Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { audit } from '../calls/audit.ts';
import { survivors } from '../calls/entitlement.ts';
import { problemOf } from '../calls/problem.ts';
import type { WatchedRecord } from '../contract/dayaq/audit/v1/unusual_look_pb.ts';
import { Deed } from '../parts/Deed.tsx';
import { TextField } from '../parts/fields.tsx';
import { Looks } from '../parts/Looks.tsx';
import { StaffName } from '../parts/names.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Failed } from '../parts/states.tsx';
import { shownTime } from '../values/time.ts';
import { useOversightWords } from './words.ts';

const UID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

// By the short number where the role finds records by it; else by the record's own name.
function Find() {
  const { t } = useOversightWords();
  const { may } = useStanding();
  const [typed, setTyped] = useState('');
  const [none, setNone] = useState(false);
  const [error, setError] = useState<unknown>();
  const byNumber = may('survivor.list');
  const search = async (event: FormEvent) => {
    event.preventDefault();
    setError(undefined);
    let uid = UID.exec(typed)?.[0];
    try {
      if (!uid && byNumber && /^\d{5,18}$/.test(typed.trim())) uid = (await survivors.listSurvivors({ filter: { number: typed.trim() }, pageSize: 1 })).survivors[0]?.uid;
    } catch (thrown) {
      setError(thrown);
      return;
    }
    setNone(!uid);
    if (uid) go(`/oversight/records/${uid}`);
  };
  return (
    <section className="card no-print">
      <form role="search" className="search" onSubmit={(event) => void search(event)}>
        <TextField field="record" label={byNumber ? t('over.recordNumber') : t('over.recordId')} hint={byNumber ? t('over.recordNumberHint') : t('over.recordIdHint')} faults={[]} maxLength={100} value={typed} onChange={setTyped} />
        <Button type="submit" variant="default" className="field">{t('over.find')}</Button>
      </form>
      {none && <p role="status">{t('over.noRecord')}</p>}
      {error !== undefined && problemOf(error).trouble !== 'session-over' && <Failed error={error} />}
    </section>
  );
}

function WatchForm({ number, watched, done }: { number: string; watched: boolean; done: () => void }) {
  const { t } = useOversightWords();
  const [typed, setTyped] = useState(number);
  return (
    <Deed place={`oversight watch ${number}`} title={watched ? t('over.watch') : t('over.unwatch')} button={watched ? t('over.watch') : t('over.unwatch')} field="words" label={t('over.why')} hint={t('over.noNames')}
      seen={{ etag: '', rows: [] }} latest={async () => undefined} said={typed} of={[['watched']]} done={done} send={({ requestId, reason }) => audit.setWatchedRecord({ requestId, number: typed.trim(), watched, words: reason })}>
      {(faults) => number === '' && <TextField field="number" label={t('over.recordNumber')} hint={t('over.recordNumberHint')} faults={faults} inputMode="numeric" maxLength={18} value={typed} onChange={setTyped} />}
    </Deed>
  );
}

function WatchedRow({ record }: { record: WatchedRecord }) {
  const { t } = useOversightWords();
  const { may } = useStanding();
  const [open, setOpen] = useState(false);
  return (
    <li className="tall">
      <span>
        <Link href={`/oversight/records/${record.uid}`}>{t('over.record', { number: record.number })}</Link> · {record.words}
        <br />
        <span className="quiet"><StaffName uid={record.setBy} /> · {shownTime(record.updateTime)}</span>
      </span>
      {may('watched_record.set') && (
        <Button size="xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>{t('over.unwatch')} <span className="unseen">{record.number}</span></Button>
      )}
      {open && <div className="whole"><WatchForm number={record.number} watched={false} done={() => setOpen(false)} /></div>}
    </li>
  );
}

function Watched() {
  const { t } = useOversightWords();
  const { may } = useStanding();
  const [open, setOpen] = useState(false);
  if (!may('watched_record.list')) return null;
  return (
    <section className="card no-print">
      <h2>{t('over.watched')}</h2>
      <p className="quiet">{t('over.watchedHelp')}</p>
      <PagedList queryKey={['watched']} none={t('over.noWatched')}
        ask={async (pageToken) => {
          const { watchedRecords, nextPageToken } = await audit.listWatchedRecords({ pageSize: 25, pageToken });
          return { items: watchedRecords, next: nextPageToken };
        }}
        idOf={({ uid }) => uid}
        row={(record) => <WatchedRow record={record} />} />
      {may('watched_record.set') && <Button size="xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>{t('over.watch')}</Button>}
      {open && <WatchForm number="" watched done={() => setOpen(false)} />}
    </section>
  );
}

export function RecordPage({ uid }: { uid?: string }) {
  const { t } = useOversightWords();
  const { my } = useStanding();
  const known = uid !== undefined && UID.test(uid);
  return (
    <Page title={known ? t('over.whoLookedAt') : t('over.records')} actions={known && <p className="no-print"><Button variant="default" size="xs" onClick={() => window.print()}>{t('app.print')}</Button></p>}>
      <Find />
      {uid !== undefined && !known && <Alert color="gray">{t('over.noRecord')}</Alert>}
      {known && (
        <section className="card">
          <p className="quiet">survivors/{uid}</p>
          <Looks name={`survivors/${uid}`} who={({ staffUid, onBehalfOf, entryUids }) => (
            <>
              <StaffName uid={staffUid} />{onBehalfOf !== '' && <> ({t('over.onBehalf')}: <StaffName uid={onBehalfOf} />)</>}
              {entryUids[0] && my.role && <> · <Link href={`/oversight/entries/${entryUids[0]}`}>{t('over.showEntry')}</Link></>}
            </>
          )} />
        </section>
      )}
      {!known && <Watched />}
    </Page>
  );
}
