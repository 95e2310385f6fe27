// What needs the centre today: whom to call, who comes, who needs another time, who waits.
import { Badge, Button } from '@mantine/core';
import { useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { appointments, renewals } from '../calls/rehabilitation.ts';
import { type Appointment, AppointmentState, AppointmentStateSchema, WaitingUrgencySchema } from '../contract/dayaq/rehabilitation/v1/appointment_pb.ts';
import { VisitKindSchema } from '../contract/dayaq/rehabilitation/v1/centre_codes_pb.ts';
import type { Centre } from '../contract/dayaq/rehabilitation/v1/centre_pb.ts';
import { RenewalState } from '../contract/dayaq/rehabilitation/v1/renewal_pb.ts';
import { useAct } from '../parts/act.ts';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Section } from '../parts/Section.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { clock, isoOf, placeOf, today, toMessage } from '../values/day.ts';
import { shownTime } from '../values/time.ts';
import { useRehabilitationWords } from '../words/rehabilitation.ts';
import { useCentre } from './centre.ts';
import { RenewalRow } from './RenewalRow.tsx';
import { Numbered } from './Who.tsx';

export function Attendance({ appointment }: { appointment: Appointment }) {
  const { t } = useRehabilitationWords();
  const came = useAct((attended: boolean, requestId) => appointments.recordAttendance({ requestId, name: appointment.name, etag: appointment.etag, attended }), { of: [['appointments']] });
  const begun = Number(appointment.startsTime?.seconds ?? 0) * 1000 <= Date.now();
  if (appointment.state !== AppointmentState.BOOKED || !begun) return null;
  return (
    <>
      <Button size="xs" loading={came.act.isPending} onClick={() => came.act.mutate(true)}>{t('visit.came')}</Button>
      <Button size="xs" variant="default" loading={came.act.isPending} onClick={() => came.act.mutate(false)}>{t('visit.missed')}</Button>
      {came.problem && <Failed error={came.act.error} />}
    </>
  );
}

function VisitRow({ appointment, centre }: { appointment: Appointment; centre: Centre }) {
  const { t, label } = useRehabilitationWords();
  const { may } = useStanding();
  const at = placeOf(appointment.startsTime);
  const room = centre.rooms.find(({ uid }) => uid === appointment.roomUid)?.title;
  const specialist = centre.specialists.find(({ uid }) => uid === appointment.specialistUid)?.fullName;
  return (
    <li>
      <span>
        <strong>{at && clock(at.minute)}</strong> · <Numbered survivorUid={appointment.survivorUid} /> · {label(VisitKindSchema, appointment.visit)}
        <br />
        <span className="quiet">{[specialist, room && t('visit.room', { room })].filter(Boolean).join(' · ')}</span>
      </span>
      <span className="doing">
        <Badge variant="default">{label(AppointmentStateSchema, appointment.state)}</Badge>
        {may('appointment.book') && <Attendance appointment={appointment} />}
      </span>
    </li>
  );
}

function Visits({ centre }: { centre: Centre }) {
  const { t } = useRehabilitationWords();
  const day = toMessage(today());
  return (
    <Section title={t('work.visits')}>
      <PagedList queryKey={['appointments', 'today', centre.uid]}
        ask={async (pageToken) => {
          const page = await appointments.listAppointments({
            centreUid: centre.uid, firstDay: day, lastDay: day, pageSize: 50, pageToken,
            states: [AppointmentState.HELD, AppointmentState.BOOKED, AppointmentState.ATTENDED, AppointmentState.NO_SHOW],
          });
          return { items: page.appointments, next: page.nextPageToken, total: page.total };
        }}
        idOf={({ uid }) => uid} none={t('work.visitsNone')}
        row={(appointment) => <VisitRow appointment={appointment} centre={centre} />} />
    </Section>
  );
}

function Again({ centre }: { centre: Centre }) {
  const { t, label } = useRehabilitationWords();
  const { may } = useStanding();
  return (
    <Section title={t('work.again')}>
      <p className="quiet">{t('work.againHelp')}</p>
      <PagedList queryKey={['appointments', 'again', centre.uid]}
        ask={async (pageToken) => {
          const page = await appointments.listAppointments({ centreUid: centre.uid, states: [AppointmentState.CALL_IN], pageSize: 25, pageToken });
          return { items: page.appointments, next: page.nextPageToken, total: page.total };
        }}
        idOf={({ uid }) => uid} none={t('work.callNone')}
        row={(one) => (
          <li>
            <span><Numbered survivorUid={one.survivorUid} /> · {label(VisitKindSchema, one.visit)} <span className="quiet">· {shownTime(one.startsTime)}</span></span>
            {may('appointment.book') && <Link href={`/rehabilitation/calendar/${isoOf(placeOf(one.startsTime)?.day ?? today())}/move/${one.uid}`}>{t('visit.move')}</Link>}
          </li>
        )} />
    </Section>
  );
}

function Waiting({ centre }: { centre: Centre }) {
  const { t, label } = useRehabilitationWords();
  const { may } = useStanding();
  return (
    <Section title={t('work.waiting')}>
      <PagedList queryKey={['waiting', centre.uid]}
        ask={async (pageToken) => {
          const page = await appointments.listWaiting({ centreUid: centre.uid, pageSize: 25, pageToken });
          return { items: page.waiting, next: page.nextPageToken, total: page.total };
        }}
        idOf={({ uid }) => uid} none={t('board.none')}
        row={(one) => (
          <li>
            <span><Numbered survivorUid={one.survivorUid} /> · {label(VisitKindSchema, one.visit)} <span className="quiet">· {label(WaitingUrgencySchema, one.urgency)}</span></span>
            {may('appointment.book') && <Link href={`/rehabilitation/calendar/${isoOf(today())}/book/${one.episodeUid}`}>{t('visit.book')}</Link>}
          </li>
        )} />
    </Section>
  );
}

// One list of renewals, by state.
export function Renewals({ states, untilMonth = '', say }: { states: RenewalState[]; untilMonth?: string; say: (words: string) => void }) {
  const { t } = useRehabilitationWords();
  return (
    <PagedList queryKey={['renewals', states.join(), untilMonth]}
      ask={async (pageToken) => {
        const page = await renewals.listRenewals({ states, untilMonth, pageSize: 25, pageToken });
        return { items: page.renewals, next: page.nextPageToken, total: page.total };
      }}
      idOf={({ uid }) => uid} none={states.length === 1 ? t('work.callNone') : t('renewal.none')}
      row={(renewal) => <RenewalRow renewal={renewal} say={say} />} />
  );
}

export function WorkList() {
  const { t } = useRehabilitationWords();
  const centre = useCentre();
  const [said, setSaid] = useState('');
  return (
    <Page title={t('work.title')}>
      <p role="status" className={said === '' ? 'unseen' : 'card'}>{said}</p>
      <Section title={t('work.call')}>
        <p className="quiet">{t('work.callHelp')}</p>
        <h3>{t('work.lost')}</h3>
        <Renewals states={[RenewalState.ESCALATED]} say={setSaid} />
        <h3>{t('work.due')}</h3>
        <Renewals states={[RenewalState.TO_CALL]} say={setSaid} />
      </Section>
      {centre.isPending && <Loading />}
      {centre.isError && <Failed error={centre.error} again={() => void centre.refetch()} />}
      {centre.data === null && <Empty title={t('work.noCentre')}><p className="quiet">{t('work.noCentreHelp')}</p></Empty>}
      {centre.data && (
        <>
          <Visits centre={centre.data} />
          <Again centre={centre.data} />
          <Waiting centre={centre.data} />
        </>
      )}
    </Page>
  );
}
