// The calendar of the centre: a day by specialist or by room, or the week of one specialist.
import { Alert, Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { go } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { appointments } from '../calls/rehabilitation.ts';
import { type Appointment, AppointmentState, AppointmentStateSchema } from '../contract/dayaq/rehabilitation/v1/appointment_pb.ts';
import { VisitKindSchema } from '../contract/dayaq/rehabilitation/v1/centre_codes_pb.ts';
import type { Centre } from '../contract/dayaq/rehabilitation/v1/centre_pb.ts';
import { useAct } from '../parts/act.ts';
import { Page } from '../parts/Page.tsx';
import { Stale } from '../parts/Stale.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { addDays, clock, type Day, fromIso, isoOf, timeAt, today, toMessage } from '../values/day.ts';
import { shown } from '../values/partial-date.ts';
import { shownTime } from '../values/time.ts';
import { useRehabilitationWords } from '../words/rehabilitation.ts';
import { BookPanel } from './BookPanel.tsx';
import { CalendarGrid, type Spot } from './CalendarGrid.tsx';
import { useCentre } from './centre.ts';
import { cellsOf, columnsOf, rowsOf, weekOf } from './grid.ts';
import { VisitPanel } from './VisitPanel.tsx';
import { useNumber } from './Who.tsx';

const SHOWN_STATES = [AppointmentState.HELD, AppointmentState.BOOKED, AppointmentState.ATTENDED, AppointmentState.NO_SHOW];
const MOST_PAGES = 5;

function useVisits(centre: Centre, first: Day, last: Day) {
  return useQuery({
    queryKey: ['appointments', 'calendar', centre.uid, isoOf(first), isoOf(last)],
    queryFn: async () => {
      const found: Appointment[] = [];
      let pageToken = '';
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const answer = await appointments.listAppointments({ centreUid: centre.uid, states: SHOWN_STATES, firstDay: toMessage(first), lastDay: toMessage(last), pageSize: 200, pageToken });
        found.push(...answer.appointments);
        pageToken = answer.nextPageToken;
        if (pageToken === '') break;
      }
      return found;
    },
  });
}

// Where the appointment that is moved would fit: the service says, and says it once more when it is put there.
function useFits(centre: Centre, moving: Appointment | undefined, first: Day, last: Day) {
  const found = useQuery({
    queryKey: ['slots', centre.uid, moving?.visit ?? 0, isoOf(first), isoOf(last)],
    enabled: moving !== undefined && isoOf(last) >= isoOf(today()),
    queryFn: () => appointments.searchSlots({
      visit: moving?.visit, centreUids: [centre.uid], firstDay: toMessage(isoOf(first) < isoOf(today()) ? today() : first), lastDay: toMessage(last), most: 200,
    }),
  });
  const places = new Set(found.data?.slots.map(({ specialistUid, startsTime }) => `${specialistUid} ${startsTime?.seconds}`));
  return ({ column, minute }: Spot) => moving !== undefined && places.has(`${column.specialistUid || moving.specialistUid} ${timeAt(column.day, minute).seconds}`);
}

// What is put where comes with the deed itself: a hand that drags is faster than a page that is drawn.
function useMove(end: () => void, say: (words: string) => void) {
  const { t } = useRehabilitationWords();
  const [theirs, setTheirs] = useState<{ now: Appointment; spot: Spot }>();
  const move = useAct(({ appointment, spot }: { appointment: Appointment; spot: Spot }, requestId) => appointments.moveAppointment({
    requestId, name: appointment.name, etag: appointment.etag, specialistUid: spot.column.specialistUid || appointment.specialistUid, roomUid: spot.column.roomUid, startsTime: timeAt(spot.column.day, spot.minute),
  }), {
    of: [['appointments'], ['slots']],
    done: (appointment) => { setTheirs(undefined); say(t('cal.moved', { when: shownTime(appointment.startsTime) })); end(); },
  });
  const put = (appointment: Appointment, spot: Spot) => move.act.mutate({ appointment, spot }, {
    onError: () => {
      void appointments.getAppointment({ name: appointment.name }).then((now) => { if (now.etag !== appointment.etag) setTheirs({ now, spot }); }, () => undefined);
    },
  });
  return { move, put, theirs, leave: () => { setTheirs(undefined); end(); } };
}

function WhatMoves({ appointment }: { appointment: Appointment }) {
  const { t, label } = useRehabilitationWords();
  const number = useNumber(appointment.survivorUid);
  const what = [number && t('who.number', { number }), label(VisitKindSchema, appointment.visit), shownTime(appointment.startsTime)].filter(Boolean).join(', ');
  return <>{t('cal.moving', { what })}</>;
}

interface Shown {
  centre: Centre;
  day: Day;
  by: string;
  startMoving?: string;
  booking?: string;
}

function Calendar({ centre, day, by, startMoving, booking }: Shown) {
  const { t, label } = useRehabilitationWords();
  const { may } = useStanding();
  const columns = columnsOf(centre, by, day);
  const days = columns.length > 0 && by !== 'specialists' && by !== 'rooms';
  const [first, last] = days ? [weekOf(day)[0] ?? day, weekOf(day)[6] ?? day] : [day, day];
  const visits = useVisits(centre, first, last);
  const asked = useQuery({ queryKey: ['appointments', 'one', startMoving], enabled: startMoving !== undefined, queryFn: () => appointments.getAppointment({ name: `appointments/${startMoving}` }) });
  const [lifted, setLifted] = useState<Appointment>();
  const [opened, setOpened] = useState<Appointment>();
  const [spot, setSpot] = useState<Spot>();
  const [said, setSaid] = useState('');
  const moving = lifted ?? (startMoving === undefined ? undefined : asked.data);
  const fits = useFits(centre, moving, first, last);
  const here = `/rehabilitation/calendar/${isoOf(day)}`;
  const end = () => {
    setLifted(undefined);
    if (startMoving !== undefined) go(here, { replace: true });
  };
  const { move, put, theirs, leave } = useMove(end, setSaid);
  const rows = rowsOf(centre, days ? weekOf(day) : [day]);
  if (visits.isPending) return <Loading />;
  if (visits.isError) return <Failed error={visits.error} again={() => void visits.refetch()} />;
  if (columns.length === 0) return <Empty title={t('cal.noColumns')} />;
  const cells = columns.map((column) => cellsOf(centre, column, rows, visits.data));
  const roomless = by === 'rooms' ? visits.data.filter(({ roomUid }) => roomUid === '').length : 0;
  const choose = (chosen: Spot) => {
    if (!may('appointment.book')) return;
    if (moving) put(moving, chosen);
    else { setOpened(undefined); setSpot(chosen); }
  };
  const drop = (chosen: Spot, uid: string) => {
    const carried = visits.data.find((one) => one.uid === uid);
    if (carried && may('appointment.book')) put(carried, chosen);
  };
  const now = opened && visits.data.find(({ uid }) => uid === opened.uid);
  return (
    <>
      <p role="status" className={said === '' ? 'unseen' : 'card'}>{said}</p>
      {/* Not while something is dragged: the grid would slip away under the hand. */}
      {moving && !lifted && !theirs && (
        <Alert color="blue" my="sm" role="status">
          <p><WhatMoves appointment={moving} /></p>
          <Button size="xs" variant="default" onClick={() => { end(); move.act.reset(); }}>{t('cal.giveUp')}</Button>
        </Alert>
      )}
      {theirs && (
        <Stale busy={move.act.isPending} keepTheirs={leave} keepMine={() => put(theirs.now, theirs.spot)}
          mine={<p>{t('cal.to')}: {shown(theirs.spot.column.day)}, {clock(theirs.spot.minute)}</p>}
          theirs={<p>{label(AppointmentStateSchema, theirs.now.state)}: {shownTime(theirs.now.startsTime)}</p>} />
      )}
      {move.problem && !theirs && <Failed error={move.act.error} />}
      {now && <VisitPanel key={now.uid} appointment={now} centre={centre} say={setSaid} close={() => setOpened(undefined)} move={() => { setOpened(undefined); go(`${here}/move/${now.uid}`, { replace: true }); }} />}
      {spot && (
        <BookPanel key={`${spot.column.key}-${spot.minute}`} centre={centre} spot={spot} episode={booking} close={() => setSpot(undefined)}
          booked={(when) => { setSpot(undefined); setSaid(t('cal.booked', { when })); }} />
      )}
      {roomless > 0 && <p className="quiet">{t('cal.roomless', { count: roomless })}</p>}
      {rows.count === 0 ? <Empty title={t('cal.dayClosed')} /> : (
        <CalendarGrid columns={columns} cells={cells} rows={rows} days={days} moving={moving} fits={fits} choose={choose} drop={drop} giveUp={end}
          open={(appointment) => { setSpot(undefined); setOpened(appointment); }} lift={(appointment) => { setOpened(undefined); setSpot(undefined); setLifted(appointment); }} />
      )}
    </>
  );
}

export default function CalendarPage({ day: asked, moving, booking }: { day?: string; moving?: string; booking?: string }) {
  const { t } = useRehabilitationWords();
  const centre = useCentre();
  const [by, setBy] = useState('specialists');
  const day = fromIso(asked ?? '') ?? today();
  const far = by === 'specialists' || by === 'rooms' ? 1 : 7;
  const rest = moving ? `/move/${moving}` : booking ? `/book/${booking}` : '';
  const goTo = (to: Day) => go(`/rehabilitation/calendar/${isoOf(to)}${rest}`, { replace: true });
  return (
    <Page title={`${t('calendar')}: ${shown(day)}`}>
      <div className="inline no-print">
        <Button variant="default" onClick={() => goTo(addDays(day, -far))}>‹ {t('cal.earlier')}</Button>
        <Button variant="default" onClick={() => goTo(today())}>{t('today')}</Button>
        <Button variant="default" onClick={() => goTo(addDays(day, far))}>{t('cal.later')} ›</Button>
        <label className="day">
          {t('cal.day')}
          <input type="date" value={isoOf(day)} onChange={(event) => { const to = fromIso(event.currentTarget.value); if (to) goTo(to); }} />
        </label>
        <NativeSelect className="narrow-select" label={t('cal.by')} value={by} onChange={(event) => setBy(event.currentTarget.value)}
          data={[
            { value: 'specialists', label: t('cal.bySpecialist') }, { value: 'rooms', label: t('cal.byRoom') },
            ...(centre.data?.specialists ?? []).map(({ uid, fullName }) => ({ value: uid, label: t('cal.week', { name: fullName }) })),
          ]} />
      </div>
      <p className="quiet no-print">{t('cal.help')}</p>
      {centre.isPending && <Loading />}
      {centre.isError && <Failed error={centre.error} again={() => void centre.refetch()} />}
      {centre.data === null && <Empty title={t('work.noCentre')}><p className="quiet">{t('work.noCentreHelp')}</p></Empty>}
      {centre.data && <Calendar key={`${isoOf(day)} ${by}`} centre={centre.data} day={day} by={by} startMoving={moving} booking={booking} />}
    </Page>
  );
}
