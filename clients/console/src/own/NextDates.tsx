// What comes next: appointments, prostheses to be renewed, payments; the nearest first. What one service cannot say now takes nothing from the rest.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { appointments, devices, renewals } from '../calls/own.ts';
import type { Entitlement } from '../contract/dayaq/payment/v1/entitlement_pb.ts';
import { AppointmentState } from '../contract/dayaq/rehabilitation/v1/appointment_pb.ts';
import { VisitKindSchema } from '../contract/dayaq/rehabilitation/v1/centre_codes_pb.ts';
import { RenewalState } from '../contract/dayaq/rehabilitation/v1/renewal_pb.ts';
import { Failed, Loading } from '../parts/states.tsx';
import { type Day, isoOf, placeOf, today, toMessage } from '../values/day.ts';
import { shownMoney } from '../values/money.ts';
import { shown } from '../values/partial-date.ts';
import { shownTime } from '../values/time.ts';
import { useOwnPageWords } from './words.ts';

interface Coming {
  day: Day;
  when: string;
  what: string;
  more?: string;
}

const MOST = 12;
const { WAITING, TO_CALL, REACHED, ESCALATED, UNDER_WAY } = RenewalState;

function useDeviceTitles() {
  const { language } = useOwnPageWords();
  const found = useQuery({ queryKey: ['device-classes'], queryFn: () => devices.listDeviceClasses({}), staleTime: Infinity });
  return (code: string) => {
    const one = found.data?.classes.find((item) => item.code === code);
    return (language === 'az' ? one?.labelAz : one?.labelEn) || code;
  };
}

export function NextDates({ survivor, entitled, titleOf }: { survivor: string; entitled: Entitlement[]; titleOf: (benefit: string) => string }) {
  const { t, label, language } = useOwnPageWords();
  const deviceTitle = useDeviceTitles();
  const visits = useQuery({
    queryKey: ['own', 'appointments'],
    queryFn: () => appointments.listAppointments({ survivor, states: [AppointmentState.BOOKED, AppointmentState.CALL_IN], firstDay: toMessage(today()), pageSize: 50 }),
  });
  const due = useQuery({ queryKey: ['own', 'renewals'], queryFn: () => renewals.listRenewals({ survivor, states: [WAITING, TO_CALL, REACHED, ESCALATED, UNDER_WAY], pageSize: 50 }) });
  const coming: Coming[] = [];
  for (const visit of visits.data?.appointments ?? []) {
    const place = placeOf(visit.startsTime);
    if (place) coming.push({ day: place.day, when: shownTime(visit.startsTime), what: t('own.appointment', { what: label(VisitKindSchema, visit.visit) }), more: visit.state === AppointmentState.CALL_IN ? t('own.callIn') : undefined });
  }
  for (const { deviceClass, dueOn, reviewOn } of due.data?.renewals ?? []) {
    const day = dueOn ?? reviewOn;
    if (day) coming.push({ day, when: shown(day), what: t(dueOn ? 'own.renewal' : 'own.renewalReview', { what: deviceTitle(deviceClass) }) });
  }
  const now = isoOf(today());
  for (const entitlement of entitled) {
    for (const { dueOn, amountQepik, currency } of entitlement.instalments) {
      if (dueOn && isoOf(dueOn) >= now) coming.push({ day: dueOn, when: shown(dueOn), what: t('own.instalment', { what: titleOf(entitlement.benefit), amount: shownMoney(amountQepik, currency, language) }), more: t('own.instalmentHelp') });
    }
  }
  coming.sort((one, other) => (isoOf(one.day) < isoOf(other.day) ? -1 : 1));
  const rows: ReactNode[] = coming.slice(0, MOST).map(({ when, what, more }, at) => (
    <li key={at}><span>{what}{more && <><br /><span className="quiet">{more}</span></>}</span><strong>{when}</strong></li>
  ));
  const failed = [visits, due].find(({ isError }) => isError);
  return (
    <section className="card">
      <h2>{t('own.next')}</h2>
      {(visits.isPending || due.isPending) && <Loading />}
      {failed && <Failed error={failed.error} again={() => void Promise.all([visits.refetch(), due.refetch()])} />}
      {!visits.isPending && !due.isPending && coming.length === 0 && <p role="status">{t('own.noNext')}</p>}
      <ul className="rows">{rows}</ul>
    </section>
  );
}
