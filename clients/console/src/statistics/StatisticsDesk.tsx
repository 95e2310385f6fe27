// The statistics desk: what waits for a second person, indicators on any day, releases, and figures of others beside ours.
import './statistics.css';

import { lazy, Suspense } from 'react';

import { partsAfter, useRoute } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { DeskNav } from '../parts/DeskNav.tsx';
import { Page } from '../parts/Page.tsx';
import { Loading } from '../parts/states.tsx';
import { useStatisticsWords } from './words.ts';
import { WorkList } from './WorkList.tsx';

const Indicators = lazy(() => import('./Indicators.tsx'));
const FigurePage = lazy(() => import('./FigurePage.tsx'));
const ReleaseList = lazy(() => import('./ReleaseList.tsx'));
const DraftPage = lazy(() => import('./DraftPage.tsx'));
const ReleasePage = lazy(() => import('./ReleasePage.tsx'));
const Reconciliation = lazy(() => import('./Reconciliation.tsx'));
const FilePage = lazy(() => import('./FilePage.tsx'));

function Place() {
  const { t } = useStatisticsWords();
  const [page, one, other] = partsAfter(useRoute(), '/statistics');
  if (page === undefined) return <WorkList />;
  if (page === 'figures') return one && other ? <FigurePage key={`${one}/${other}`} indicator={`${one}/${other}`} /> : <Indicators />;
  if (page === 'releases' && one === 'new') return <DraftPage />;
  if (page === 'releases') return one ? <ReleasePage key={one} uid={one} /> : <ReleaseList />;
  if (page === 'published') return <Reconciliation />;
  if (page === 'file') return <FilePage />;
  return <Page title={t('app.notThere')} narrow><p>{t('app.notThereHelp')}</p></Page>;
}

export default function StatisticsDesk() {
  const { t } = useStatisticsWords();
  const { may } = useStanding();
  const places: [string, string, string][] = [
    ['/statistics', t('st.work'), 'release.read'],
    ['/statistics/figures', t('st.figures'), 'indicator.read'],
    ['/statistics/releases', t('st.releases'), 'release.read'],
    ['/statistics/published', t('st.others'), 'figure.read'],
    ['/statistics/file', t('st.file'), 'figure.check_file'],
  ];
  return (
    <>
      <DeskNav label={t('st.places')} places={places.filter(([, , action]) => may(action)).map(([href, name]) => [href, name])} />
      <Suspense fallback={<Loading />}><Place /></Suspense>
    </>
  );
}
