// The desk of a rehabilitation centre: whom to call, who comes when, which device is how far, how many there will be.
import './rehabilitation.css';

import { lazy, Suspense } from 'react';

import { partsAfter, useRoute } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { DeskNav } from '../parts/DeskNav.tsx';
import { Page } from '../parts/Page.tsx';
import { Loading } from '../parts/states.tsx';
import { useRehabilitationWords } from '../words/rehabilitation.ts';
import { WorkList } from './WorkList.tsx';

const Calendar = lazy(() => import('./CalendarPage.tsx'));
const Board = lazy(() => import('./DeviceBoard.tsx'));
const Device = lazy(() => import('./DevicePage.tsx'));
const RenewalList = lazy(() => import('./RenewalList.tsx').then((page) => ({ default: page.RenewalList })));
const Forecast = lazy(() => import('./Forecast.tsx'));

function Place() {
  const { t } = useRehabilitationWords();
  const [page, id, what, about] = partsAfter(useRoute(), '/rehabilitation');
  if (page === undefined) return <WorkList />;
  if (page === 'calendar') return <Calendar day={id} moving={what === 'move' ? about : undefined} booking={what === 'book' ? about : undefined} />;
  if (page === 'devices' && id) return <Device key={id} uid={id} />;
  if (page === 'devices') return <Board />;
  if (page === 'renewals') return <RenewalList />;
  if (page === 'forecast') return <Forecast />;
  return <Page title={t('app.notThere')} narrow><p>{t('app.notThereHelp')}</p></Page>;
}

export default function RehabilitationDesk() {
  const { t } = useRehabilitationWords();
  const { may } = useStanding();
  const places: [string, string, string][] = [
    ['/rehabilitation', t('today'), 'renewal.read'],
    ['/rehabilitation/calendar', t('calendar'), 'appointment.read'],
    ['/rehabilitation/devices', t('devices'), 'device.read'],
    ['/rehabilitation/renewals', t('renewals'), 'renewal.read'],
    ['/rehabilitation/forecast', t('forecast'), 'renewal.forecast'],
  ];
  return (
    <>
      <DeskNav label={t('places')} places={places.filter(([, , action]) => may(action)).map(([href, name]) => [href, name])} />
      <Suspense fallback={<Loading />}><Place /></Suspense>
    </>
  );
}
