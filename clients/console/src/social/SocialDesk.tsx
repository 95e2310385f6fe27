// The desk of social protection: entitlements and why each is what it is, payment runs, what banks ask, appeals, households.
import './social.css';

import { lazy, Suspense } from 'react';

import { partsAfter, useRoute } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { DeskNav } from '../parts/DeskNav.tsx';
import { Page } from '../parts/Page.tsx';
import { Loading } from '../parts/states.tsx';
import { useSocialWords } from '../words/social.ts';
import { EntitlementList } from './EntitlementList.tsx';
import { WorkList } from './WorkList.tsx';

const EntitlementPage = lazy(() => import('./EntitlementPage.tsx').then((page) => ({ default: page.EntitlementPage })));
const RunList = lazy(() => import('./RunList.tsx'));
const RunPage = lazy(() => import('./RunPage.tsx'));
const QuestionList = lazy(() => import('./QuestionList.tsx'));
const QuestionPage = lazy(() => import('./QuestionPage.tsx'));
const AppealList = lazy(() => import('./AppealList.tsx'));
const People = lazy(() => import('./People.tsx').then((page) => ({ default: page.People })));
const Household = lazy(() => import('./People.tsx').then((page) => ({ default: page.Household })));

function Place() {
  const { t } = useSocialWords();
  const [page, uid] = partsAfter(useRoute(), '/social-protection');
  if (page === undefined) return <WorkList />;
  if (page === 'entitlements') return uid ? <EntitlementPage uid={uid} /> : <EntitlementList />;
  if (page === 'runs') return uid ? <RunPage key={uid} uid={uid} /> : <RunList />;
  if (page === 'questions') return uid ? <QuestionPage key={uid} uid={uid} /> : <QuestionList />;
  if (page === 'appeals') return <AppealList />;
  if (page === 'people') return uid ? <Household key={uid} uid={uid} /> : <People />;
  return <Page title={t('app.notThere')} narrow><p>{t('app.notThereHelp')}</p></Page>;
}

export default function SocialDesk() {
  const { t } = useSocialWords();
  const { may } = useStanding();
  const places: [string, string, string][] = [
    ['/social-protection', t('today'), 'payment_run.read'],
    ['/social-protection/entitlements', t('entitlements'), 'entitlement.list'],
    ['/social-protection/runs', t('runs'), 'payment_run.read'],
    ['/social-protection/questions', t('questions'), 'payment_question.read'],
    ['/social-protection/appeals', t('appeals'), 'appeal.list'],
    ['/social-protection/people', t('people'), 'match.find'],
  ];
  return (
    <>
      <DeskNav label={t('places')} places={places.filter(([, , action]) => may(action)).map(([href, name]) => [href, name])} />
      <Suspense fallback={<Loading />}><Place /></Suspense>
    </>
  );
}
