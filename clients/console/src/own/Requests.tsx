// What the person says: that something is wrong, and how they want to be spoken to.
import { Badge, Button } from '@mantine/core';
import { useState } from 'react';

import { requests } from '../calls/own.ts';
import { type ContactPreference, type Survivor } from '../contract/dayaq/survivor/v1/survivor_pb.ts';
import { ContactChannel, ContactChannelSchema, CorrectionMatterSchema, CorrectionStateSchema } from '../contract/dayaq/survivor/v1/code_lists_pb.ts';
import { useAct } from '../parts/act.ts';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { ChoiceField, LongTextField, SelectField } from '../parts/fields.tsx';
import { useKept } from '../parts/kept.ts';
import { PagedList } from '../parts/PagedList.tsx';
import { Stale } from '../parts/Stale.tsx';
import { Failed } from '../parts/states.tsx';
import { shownTime } from '../values/time.ts';
import { useOwnPageWords } from './words.ts';

export function Corrections({ survivor }: { survivor: string }) {
  const { t, label, options } = useOwnPageWords();
  const { content, write, forget } = useKept(`own correction ${survivor}`, { matter: 0, words: '' });
  const [sent, setSent] = useState(false);
  const { act, problem, faults } = useAct((written: { matter: number; words: string }, requestId) => requests.requestCorrection({ requestId, survivor, matter: written.matter, words: written.words.trim() }), {
    of: [['own', 'requests']],
    done: () => {
      write({ matter: 0, words: '' });
      forget();
      setSent(true);
    },
  });
  return (
    <section className="card">
      <h2>{t('own.wrong')}</h2>
      <form className="no-print" noValidate onSubmit={(event) => { event.preventDefault(); setSent(false); act.mutate(content); }}>
        <h3>{t('own.askTitle')}</h3>
        <p className="quiet">{t('own.askHelp')}</p>
        <FaultSummary faults={faults} round={act.failureCount} />
        {problem && faults.length === 0 && <Failed error={act.error} />}
        <SelectField field="matter" label={t('own.matter')} faults={faults} value={content.matter} options={options(CorrectionMatterSchema)} onChange={(value) => write({ ...content, matter: Number(value) })} />
        <LongTextField field="words" label={t('own.words')} faults={faults} value={content.words} onChange={(words) => write({ ...content, words })} />
        <Button type="submit" loading={act.isPending}>{t('own.send')}</Button>
        {sent && <p role="status">✓ {t('own.sent')}</p>}
      </form>
      <h3>{t('own.asked')}</h3>
      <PagedList queryKey={['own', 'requests']} none={t('own.noAsked')}
        ask={async (pageToken) => {
          const { correctionRequests, nextPageToken, total } = await requests.listCorrectionRequests({ survivor, pageSize: 20, pageToken });
          return { items: correctionRequests, next: nextPageToken, total };
        }}
        idOf={({ uid }) => uid}
        row={(one) => (
          <li>
            <span>
              {label(CorrectionMatterSchema, one.matter)}: {one.words}
              <br />
              <span className="quiet">{shownTime(one.createTime)}</span>
              {one.answer !== '' && <><br />{t('own.answer', { answer: one.answer })}</>}
            </span>
            <Badge variant="default">{label(CorrectionStateSchema, one.state)}</Badge>
          </li>
        )} />
    </section>
  );
}

export function Contact({ survivor, latest }: { survivor: Survivor; latest: () => Promise<ContactPreference | undefined> }) {
  const { t, label } = useOwnPageWords();
  const before = survivor.contactPreference;
  const [channel, setChannel] = useState<number>(before?.channel ?? ContactChannel.ANY);
  const [etag, setEtag] = useState(before?.etag ?? '');
  const [theirs, setTheirs] = useState<ContactPreference>();
  const { act, problem, faults } = useAct(
    (chosen: { channel: number; etag: string }, requestId) => requests.setContactPreference({ requestId, survivor: survivor.name, etag: chosen.etag, channel: chosen.channel, refusedPurposes: before?.refusedPurposes ?? [] }),
    { of: [], done: (kept) => setEtag(kept.etag), stale: () => void latest().then(setTheirs, () => undefined) },
  );
  if (theirs) {
    return (
      <Stale mine={label(ContactChannelSchema, channel)} theirs={label(ContactChannelSchema, theirs.channel)} busy={act.isPending}
        keepMine={() => { setTheirs(undefined); act.mutate({ channel, etag: theirs.etag }); }}
        keepTheirs={() => { setChannel(theirs.channel); setEtag(theirs.etag); setTheirs(undefined); }} />
    );
  }
  return (
    <form className="card no-print" onSubmit={(event) => { event.preventDefault(); act.mutate({ channel, etag }); }}>
      <h2>{t('own.contact')}</h2>
      {problem && problem.trouble !== 'stale' && faults.length === 0 && <Failed error={act.error} />}
      <ChoiceField field="channel" label={t('own.channel')} faults={faults} value={channel} onChange={setChannel}
        options={[ContactChannel.ANY, ContactChannel.LETTER_ONLY, ContactChannel.NONE].map((one) => [one, label(ContactChannelSchema, one)])} />
      <Button type="submit" variant="default" loading={act.isPending}>{t('own.keep')}</Button>
      {act.isSuccess && <p role="status">✓ {t('own.kept')}</p>}
    </form>
  );
}
