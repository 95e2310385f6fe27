// People who look for work, by number; and one of them: what suits, courses, placements.
import { Badge, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { courses, placements, profiles, vacancies } from '../calls/employment.ts';
import { EnrolmentStateSchema } from '../contract/dayaq/employment/v1/course_pb.ts';
import { PlacementStateSchema } from '../contract/dayaq/employment/v1/placement_pb.ts';
import { type Profile, ProfileState, ProfileStateSchema } from '../contract/dayaq/employment/v1/profile_pb.ts';
import { SkillSchema, WorkFieldSchema } from '../contract/dayaq/employment/v1/work_codes_pb.ts';
import { Facts } from '../parts/Facts.tsx';
import { Hidden } from '../parts/Hidden.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Section } from '../parts/Section.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { shown } from '../values/partial-date.ts';
import { useEmploymentWords } from '../words/employment.ts';
import { useWho } from './parts.tsx';
import { Reasons } from './Reasons.tsx';
import { Introduce, VacancyLine } from './Vacancies.tsx';

const agrees = ({ consentGivenOn, consentWithdrawnOn }: Profile) => consentGivenOn !== undefined && consentWithdrawnOn === undefined;

function useFieldsOf() {
  const { label } = useEmploymentWords();
  return ({ content }: Profile) => (content?.fields ?? []).map((one) => label(WorkFieldSchema, one)).join(', ');
}

export function PeopleList() {
  const { t, label } = useEmploymentWords();
  const who = useWho();
  const fieldsOf = useFieldsOf();
  const [withConsent, setWithConsent] = useState(false);
  return (
    <Page title={t('people')}>
      <p><Checkbox label={t('profile.agreeing')} checked={withConsent} onChange={(event) => setWithConsent(event.currentTarget.checked)} /></p>
      <Section title={t('people')}>
        <PagedList queryKey={['profiles', withConsent]} none={t('person.none')}
          ask={async (pageToken) => {
            const page = await profiles.listProfiles({ states: [ProfileState.OPEN], withConsent, pageSize: 25, pageToken });
            return { items: page.profiles, next: page.nextPageToken };
          }}
          idOf={({ uid }) => uid}
          row={(profile) => (
            <li>
              <span>
                <Link href={`/employment/people/${profile.uid}`}>{who(profile)}</Link> <span className="quiet">· {fieldsOf(profile)}</span>
                <br />
                <span className="quiet">{agrees(profile) ? t('profile.consent', { when: shown(profile.consentGivenOn) }) : t('profile.noConsent')}</span>
              </span>
              <Badge variant="default">{label(ProfileStateSchema, profile.state)}</Badge>
            </li>
          )} />
      </Section>
    </Page>
  );
}

function Matches({ profile, say }: { profile: Profile; say: (words: string) => void }) {
  const { t } = useEmploymentWords();
  const { may } = useStanding();
  const found = useQuery({ queryKey: ['matches', profile.name], queryFn: () => vacancies.matchVacancies({ profile: profile.name }) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
  return (
    <>
      <p className="quiet">{t('match.lookedAt', { count: found.data.lookedAt })}</p>
      {found.data.matches.length === 0 && <p role="status">{t('match.none')}</p>}
      <ul className="rows">
        {found.data.matches.map(({ vacancy, score, reasons }) => vacancy && (
          <li key={vacancy.uid}>
            <span><VacancyLine vacancy={vacancy} /><Reasons reasons={reasons} /></span>
            <span className="doing"><strong>{t('match.score', { score })}</strong>{may('placement.keep') && <Introduce profile={profile.name} vacancy={vacancy.name} say={say} />}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Placed({ profile }: { profile: Profile }) {
  const { t, label } = useEmploymentWords();
  return (
    <PagedList queryKey={['placements', profile.name]} none={t('profile.placementsNone')}
      ask={async (pageToken) => {
        const page = await placements.listPlacements({ profile: profile.name, pageSize: 25, pageToken });
        return { items: page.placements, next: page.nextPageToken };
      }}
      idOf={({ uid }) => uid}
      row={(one) => (
        <li>
          <Link href={`/employment/vacancies/${one.vacancyUid}`}>{shown(one.startsOn ?? one.interviewedOn ?? one.introducedOn)}</Link>
          <Badge variant="default">{label(PlacementStateSchema, one.state)}</Badge>
        </li>
      )} />
  );
}

function CourseLink({ uid }: { uid: string }) {
  const { t, language } = useEmploymentWords();
  const name = `courses/${uid}`;
  const course = useQuery({ queryKey: ['course', name], queryFn: () => courses.getCourse({ name }) }).data?.course;
  const title = language === 'az' ? course?.titleAz : course?.titleEn || course?.titleAz;
  return <span><Link href={`/employment/courses/${uid}`}>{title || t('course.title')}</Link> {course && <span className="quiet">· {t('course.days', { first: shown(course.firstDay), last: shown(course.lastDay) })}</span>}</span>;
}

function Enrolled({ profile }: { profile: Profile }) {
  const { t, label } = useEmploymentWords();
  return (
    <PagedList queryKey={['enrolments', 'of', profile.name]} none={t('profile.coursesNone')}
      ask={async (pageToken) => {
        const page = await courses.listEnrolments({ profile: profile.name, pageSize: 25, pageToken });
        return { items: page.enrolments, next: page.nextPageToken };
      }}
      idOf={({ uid }) => uid}
      row={(one) => <li><CourseLink uid={one.courseUid} /><Badge variant="default">{label(EnrolmentStateSchema, one.state)}</Badge></li>} />
  );
}

export function PersonPage({ uid }: { uid: string }) {
  const { t, label } = useEmploymentWords();
  const { may } = useStanding();
  const fieldsOf = useFieldsOf();
  const name = `profiles/${uid}`;
  const found = useQuery({ queryKey: ['profile', name], queryFn: () => profiles.getProfile({ name }) });
  const [said, setSaid] = useState('');
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={t('people')} narrow><Failed error={found.error} again={() => void found.refetch()} /></Page>;
  const profile = found.data;
  return (
    <Page title={t('profile.title', { number: profile.survivorNumber })}>
      <p role="status" className={said === '' ? 'unseen' : 'card'}>{said}</p>
      <section className="card">
        <p>{agrees(profile) ? t('profile.consent', { when: shown(profile.consentGivenOn) }) : t('profile.noConsent')}</p>
        <Facts rows={[
          [t('course.state'), label(ProfileStateSchema, profile.state)], [t('course.when'), t('profile.opened', { when: shown(profile.openedOn) })], [t('profile.fields'), fieldsOf(profile)],
          [t('profile.skills'), (profile.content?.skills ?? []).map((one) => label(SkillSchema, one)).join(', ')],
        ]} />
        <Hidden fields={profile.redactedFields} />
      </section>
      <Section title={t('match.title')} show={may('vacancy.match') && agrees(profile) && profile.state === ProfileState.OPEN}><Matches profile={profile} say={setSaid} /></Section>
      <Section title={t('profile.courses')} show={may('course.read')}><Enrolled profile={profile} /></Section>
      <Section title={t('profile.placements')} show={may('placement.read')}><Placed profile={profile} /></Section>
    </Page>
  );
}
