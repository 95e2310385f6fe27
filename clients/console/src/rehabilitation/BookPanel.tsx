// Who comes at a time that was chosen in the calendar, and what for.
import { Button } from '@mantine/core';
import { useState } from 'react';

import { appointments } from '../calls/rehabilitation.ts';
import { VisitKindSchema } from '../contract/dayaq/rehabilitation/v1/centre_codes_pb.ts';
import type { Centre } from '../contract/dayaq/rehabilitation/v1/centre_pb.ts';
import { EpisodeKindSchema, EpisodeState } from '../contract/dayaq/rehabilitation/v1/episode_pb.ts';
import { useAct } from '../parts/act.ts';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { SelectField, TextField } from '../parts/fields.tsx';
import { useKept } from '../parts/kept.ts';
import { Failed, Loading } from '../parts/states.tsx';
import { clock, timeAt } from '../values/day.ts';
import { shown } from '../values/partial-date.ts';
import { useRehabilitationWords } from '../words/rehabilitation.ts';
import type { Spot } from './CalendarGrid.tsx';
import { useOpenEpisodes } from './Who.tsx';

const MOST_SHOWN = 50;

export function BookPanel({ centre, spot, episode: given, close, booked }: { centre: Centre; spot: Spot; episode?: string; close: () => void; booked: (when: string) => void }) {
  const { t, label } = useRehabilitationWords();
  const episodes = useOpenEpisodes();
  const { content, write, forget } = useKept('rehabilitation-booking', { number: '', episode: given ?? '', visit: 0, specialist: '' });
  const [tried, setTried] = useState(false);
  const specialistUid = spot.column.specialistUid || content.specialist;
  const specialist = centre.specialists.find(({ uid }) => uid === specialistUid);
  const offered = new Set(centre.visits.map(({ visit }) => visit));
  const visits = (specialist?.visits ?? [...offered]).filter((visit) => offered.has(visit));
  const open = (episodes.data ?? []).filter(({ state }) => state === EpisodeState.OPEN);
  const suiting = open.filter(({ survivorNumber, uid }) => survivorNumber.includes(content.number.trim()) || uid === content.episode).slice(0, MOST_SHOWN);
  const episode = open.find(({ uid }) => uid === content.episode);
  const when = `${shown(spot.column.day)}, ${clock(spot.minute)}`;
  const book = useAct((_: string, requestId) => appointments.bookAppointment({
    requestId, episode: episode?.name ?? '', visit: content.visit, specialistUid, roomUid: spot.column.roomUid, startsTime: timeAt(spot.column.day, spot.minute),
  }), { of: [['appointments'], ['waiting'], ['slots']], done: () => { forget(); booked(when); } });
  const missing = tried ? [
    ...(episode ? [] : [{ field: 'episode', reason: 'REQUIRED', words: `${t('app.choose')}: ${t('cal.person')}` }]),
    ...(content.visit ? [] : [{ field: 'visit', reason: 'REQUIRED', words: `${t('app.choose')}: ${t('cal.visit')}` }]),
    ...(specialistUid ? [] : [{ field: 'specialist_uid', reason: 'REQUIRED', words: `${t('app.choose')}: ${t('cal.specialist')}` }]),
  ] : [];
  const faults = missing.length > 0 ? missing : book.faults;
  const hand = () => {
    setTried(true);
    if (episode && content.visit && specialistUid) book.act.mutate(`${episode.name} ${content.visit} ${specialistUid} ${when}`);
  };
  return (
    <form className="card panel" noValidate aria-label={t('cal.bookTitle', { when })} onSubmit={(event) => { event.preventDefault(); hand(); }}>
      <h2>{t('cal.bookTitle', { when })}</h2>
      <FaultSummary faults={faults} round={book.act.failureCount} />
      {book.problem && faults.length === 0 && <Failed error={book.act.error} />}
      {episodes.isPending && <Loading />}
      {episodes.isError && <Failed error={episodes.error} again={() => void episodes.refetch()} />}
      {episodes.data && open.length === 0 && <p role="status">{t('cal.nobody')}</p>}
      <div className="inline">
        <TextField field="number" label={t('cal.personHint')} faults={[]} maxLength={12} inputMode="numeric" value={content.number} onChange={(number) => write({ ...content, number })} />
        <SelectField field="episode" label={t('cal.person')} faults={faults} value={content.episode} onChange={(uid) => write({ ...content, episode: uid })}
          options={suiting.map(({ uid, survivorNumber, kind }) => [uid, `${t('who.number', { number: survivorNumber })} · ${label(EpisodeKindSchema, kind)}`])} />
        <SelectField field="visit" label={t('cal.visit')} faults={faults} value={content.visit} onChange={(visit) => write({ ...content, visit: Number(visit) })}
          options={visits.map((visit) => [visit, label(VisitKindSchema, visit)])} />
        {spot.column.specialistUid === '' && (
          <SelectField field="specialist_uid" label={t('cal.specialist')} faults={faults} value={content.specialist} onChange={(uid) => write({ ...content, specialist: uid })}
            options={centre.specialists.map(({ uid, fullName }) => [uid, fullName])} />
        )}
      </div>
      <p className="choices">
        <Button type="submit" loading={book.act.isPending}>{t('cal.save')}</Button>
        <Button variant="default" onClick={close}>{t('cal.close')}</Button>
      </p>
    </form>
  );
}
