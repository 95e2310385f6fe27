// One appointment that was opened in the calendar: who, and what becomes of it.
import { Button } from '@mantine/core';
import { useState } from 'react';

import { useStanding } from '../app/session.tsx';
import { appointments } from '../calls/rehabilitation.ts';
import { type Appointment, AppointmentState, AppointmentStateSchema, CancelReason } from '../contract/dayaq/rehabilitation/v1/appointment_pb.ts';
import { VisitKindSchema } from '../contract/dayaq/rehabilitation/v1/centre_codes_pb.ts';
import type { Centre } from '../contract/dayaq/rehabilitation/v1/centre_pb.ts';
import { useAct } from '../parts/act.ts';
import { Facts } from '../parts/Facts.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Failed } from '../parts/states.tsx';
import { shownTime } from '../values/time.ts';
import { useRehabilitationWords } from '../words/rehabilitation.ts';
import { movable } from './CalendarGrid.tsx';
import { Numbered, WhoAndHow } from './Who.tsx';
import { Attendance } from './WorkList.tsx';

export function VisitPanel({ appointment, centre, move, close, say }: { appointment: Appointment; centre: Centre; move: () => void; close: () => void; say: (words: string) => void }) {
  const { t, label } = useRehabilitationWords();
  const { may } = useStanding();
  const [why, setWhy] = useState(0);
  const of = [['appointments'], ['slots']];
  const cancel = useAct((reason: CancelReason, requestId) => appointments.cancelAppointment({ requestId, name: appointment.name, etag: appointment.etag, reason }), {
    of, done: () => { say(t('cal.cancelled')); close(); },
  });
  const confirm = useAct((etag: string, requestId) => appointments.confirmHold({ requestId, name: appointment.name, etag }), { of, done: () => { say(t('cal.confirmed')); close(); } });
  const room = centre.rooms.find(({ uid }) => uid === appointment.roomUid)?.title ?? '';
  const specialist = centre.specialists.find(({ uid }) => uid === appointment.specialistUid)?.fullName ?? '';
  const held = appointment.state === AppointmentState.HELD;
  const failed = cancel.act.error ?? confirm.act.error;
  return (
    <section className="card panel" aria-label={t('cal.at')}>
      <h2><Numbered survivorUid={appointment.survivorUid} /> · {shownTime(appointment.startsTime)}</h2>
      <Facts rows={[
        [t('cal.visit'), label(VisitKindSchema, appointment.visit)], [t('cal.specialist'), specialist], [t('visit.room', { room: '' }).trim(), room],
        [t('cal.state'), label(AppointmentStateSchema, appointment.state)],
      ]} />
      <WhoAndHow survivorUid={appointment.survivorUid} />
      {failed && <Failed error={failed} />}
      {may('appointment.book') && (
        <div className="inline">
          {movable(appointment) && <Button onClick={move}>{t('visit.move')}</Button>}
          {held && <Button loading={confirm.act.isPending} onClick={() => confirm.act.mutate(appointment.etag)}>{t('visit.confirm')}</Button>}
          <Attendance appointment={appointment} />
          {(movable(appointment) || held) && (
            <>
              <SelectField field="reason" label={t('visit.cancelWhy')} faults={cancel.faults} value={why} onChange={(value) => setWhy(Number(value))}
                options={[[CancelReason.BY_PERSON, t('visit.byPerson')], [CancelReason.BY_CENTRE, t('visit.byCentre')], [CancelReason.MISTAKEN, t('visit.mistaken')]]} />
              <Button variant="default" disabled={why === 0} loading={cancel.act.isPending} onClick={() => cancel.act.mutate(why)}>{t('visit.cancel')}</Button>
            </>
          )}
        </div>
      )}
      <p><Button variant="default" onClick={close}>{t('cal.close')}</Button></p>
    </section>
  );
}
