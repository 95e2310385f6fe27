// The desk of the employment service: whom to ask, courses, vacancies with reasons, who still works.
import './employment.css';

import { lazy, Suspense } from 'react';

import { partsAfter, useRoute } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { DeskNav } from '../parts/DeskNav.tsx';
import { Page } from '../parts/Page.tsx';
import { Loading } from '../parts/states.tsx';
import { useEmploymentWords } from '../words/employment.ts';
import { WorkList } from './WorkList.tsx';

const CourseList = lazy(() => import('./Courses.tsx').then((page) => ({ default: page.CourseList })));
const CoursePage = lazy(() => import('./Courses.tsx').then((page) => ({ default: page.CoursePage })));
const VacancyList = lazy(() => import('./Vacancies.tsx').then((page) => ({ default: page.VacancyList })));
const VacancyPage = lazy(() => import('./Vacancies.tsx').then((page) => ({ default: page.VacancyPage })));
const PeopleList = lazy(() => import('./People.tsx').then((page) => ({ default: page.PeopleList })));
const PersonPage = lazy(() => import('./People.tsx').then((page) => ({ default: page.PersonPage })));

function Place() {
  const { t } = useEmploymentWords();
  const [page, uid] = partsAfter(useRoute(), '/employment');
  if (page === undefined) return <WorkList />;
  if (page === 'people') return uid ? <PersonPage key={uid} uid={uid} /> : <PeopleList />;
  if (page === 'courses') return uid ? <CoursePage key={uid} uid={uid} /> : <CourseList />;
  if (page === 'vacancies') return uid ? <VacancyPage key={uid} uid={uid} /> : <VacancyList />;
  return <Page title={t('app.notThere')} narrow><p>{t('app.notThereHelp')}</p></Page>;
}

export default function EmploymentDesk() {
  const { t } = useEmploymentWords();
  const { may } = useStanding();
  const places: [string, string, string][] = [
    ['/employment', t('today'), 'invitation.read'], ['/employment/people', t('people'), 'profile.read'],
    ['/employment/courses', t('courses'), 'course.list'], ['/employment/vacancies', t('vacancies'), 'vacancy.read'],
  ];
  return (
    <>
      <DeskNav label={t('places')} places={places.filter(([, , action]) => may(action)).map(([href, name]) => [href, name])} />
      <Suspense fallback={<Loading />}><Place /></Suspense>
    </>
  );
}
