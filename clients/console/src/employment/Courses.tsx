// Courses, who is in them, and who waits for a place.
import { Badge, Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { courses } from '../calls/employment.ts';
import { type Course, CourseKindSchema, CourseState, CourseStateSchema, type Enrolment, EnrolmentState, EnrolmentStateSchema, LeaveReason, LeaveReasonSchema } from '../contract/dayaq/employment/v1/course_pb.ts';
import { useAct } from '../parts/act.ts';
import { Facts } from '../parts/Facts.tsx';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { SelectField } from '../parts/fields.tsx';
import { useKept } from '../parts/kept.ts';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Section } from '../parts/Section.tsx';
import { Stale } from '../parts/Stale.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { today, toMessage } from '../values/day.ts';
import { shown } from '../values/partial-date.ts';
import { useEmploymentWords } from '../words/employment.ts';
import { PersonField, WhoOf } from './parts.tsx';

const OF = [['courses'], ['course'], ['enrolments']];
const LEAVES = [LeaveReason.OWN_WISH, LeaveReason.FOUND_WORK, LeaveReason.NOT_COMING];
const WAITING = [EnrolmentState.WAITING];
const INSIDE = [EnrolmentState.PLACED, EnrolmentState.PASSED, EnrolmentState.FAILED, EnrolmentState.CERTIFIED];

const useTitle = () => {
  const { language } = useEmploymentWords();
  return ({ titleAz, titleEn }: Course) => (language === 'az' ? titleAz : titleEn || titleAz);
};

function usePlacesOf() {
  const { t } = useEmploymentWords();
  return ({ places, taken, waiting }: Course) =>
    [taken < places ? t('course.free', { free: places - taken, places }) : t('course.full', { places }), waiting > 0 && t('course.waiting', { count: waiting })].filter(Boolean).join(' · ');
}

export function CourseList() {
  const { t, label } = useEmploymentWords();
  const titleOf = useTitle();
  const placesOf = usePlacesOf();
  const [withPlaces, setWithPlaces] = useState(false);
  return (
    <Page title={t('courses')}>
      <p><Checkbox label={t('course.only')} checked={withPlaces} onChange={(event) => setWithPlaces(event.currentTarget.checked)} /></p>
      <Section title={t('courses')}>
        <PagedList queryKey={['courses', withPlaces]} none={t('course.none')}
          ask={async (pageToken) => {
            const page = await courses.listCourses({ withPlaces, fromDay: toMessage(today()), pageSize: 25, pageToken });
            return { items: page.courses, next: page.nextPageToken };
          }}
          idOf={({ uid }) => uid}
          row={(course) => (
            <li>
              <span>
                <Link href={`/employment/courses/${course.uid}`}>{titleOf(course)}</Link> <span className="quiet">· {t('course.days', { first: shown(course.firstDay), last: shown(course.lastDay) })} · {course.district}</span>
                <br />
                <span className="quiet">{placesOf(course)}</span>
              </span>
              <Badge variant="default">{course.state === CourseState.CANCELLED ? label(CourseStateSchema, course.state) : label(CourseKindSchema, course.kind)}</Badge>
            </li>
          )} />
      </Section>
    </Page>
  );
}

function Leave({ enrolment, say }: { enrolment: Enrolment; say: (words: string) => void }) {
  const { t, label } = useEmploymentWords();
  const [seen, setSeen] = useState(enrolment);
  const [theirs, setTheirs] = useState<Enrolment>();
  const [reason, setReason] = useState(0);
  const { act, faults, problem } = useAct(({ etag }: { etag: string; reason: number }, requestId) => courses.leaveCourse({ requestId, name: seen.name, etag, reason }), {
    of: OF, stale: () => void courses.getEnrolment({ name: seen.name }).then(setTheirs, () => undefined), done: () => say(t('course.left')),
  });
  if (theirs) {
    return (
      <Stale busy={act.isPending} mine={<p>{t('course.leave')}: {label(LeaveReasonSchema, reason)}</p>} theirs={<p>{label(EnrolmentStateSchema, theirs.state)}</p>}
        keepMine={() => { setSeen(theirs); setTheirs(undefined); act.mutate({ etag: theirs.etag, reason }); }} keepTheirs={() => { setSeen(theirs); setTheirs(undefined); act.reset(); }} />
    );
  }
  return (
    <form className="whole" noValidate onSubmit={(event) => { event.preventDefault(); act.mutate({ etag: seen.etag, reason }); }}>
      {problem && problem.trouble !== 'stale' && <Failed error={act.error} />}
      <div className="inline">
        <SelectField field={`leave.${enrolment.uid}`} label={t('course.leaveWhy')} faults={faults} value={reason} options={LEAVES.map((one) => [one, label(LeaveReasonSchema, one)])} onChange={(value) => setReason(Number(value))} />
        <Button type="submit" disabled={reason === 0} loading={act.isPending}>{t('course.leave')}</Button>
      </div>
    </form>
  );
}

function EnrolmentRow({ enrolment, say }: { enrolment: Enrolment; say: (words: string) => void }) {
  const { t, label } = useEmploymentWords();
  const { may } = useStanding();
  const [open, setOpen] = useState(false);
  const can = may('course.enrol') && (enrolment.state === EnrolmentState.WAITING || enrolment.state === EnrolmentState.PLACED);
  return (
    <li>
      <span>
        <Link href={`/employment/people/${enrolment.profileUid}`}><WhoOf profileUid={enrolment.profileUid} /></Link>
        {enrolment.daysPresent + enrolment.daysAbsent > 0 && <span className="quiet"> · {t('course.days.present', { present: enrolment.daysPresent, absent: enrolment.daysAbsent })}</span>}
      </span>
      <span className="doing">
        <Badge variant="default">{label(EnrolmentStateSchema, enrolment.state)}</Badge>
        {can && <Button variant="default" size="xs" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? t('close') : `${t('course.leave')}…`}</Button>}
      </span>
      {open && can && <Leave enrolment={enrolment} say={say} />}
    </li>
  );
}

function Enrol({ course, say }: { course: Course; say: (words: string) => void }) {
  const { t, label } = useEmploymentWords();
  const { content, write, forget } = useKept(`enrol ${course.uid}`, { number: '', profile: '' });
  const { act, faults, problem } = useAct((profile: string, requestId) => courses.enrolPerson({ requestId, course: course.name, profile }), {
    of: OF, done: (enrolment) => { forget(); write({ number: '', profile: '' }); say(t('course.enrolled', { state: label(EnrolmentStateSchema, enrolment.state) })); },
  });
  return (
    <form className="no-print" noValidate onSubmit={(event) => { event.preventDefault(); act.mutate(content.profile); }}>
      <h2>{t('course.enrol')}</h2>
      <FaultSummary faults={faults} round={act.failureCount} />
      {problem && faults.length === 0 && <Failed error={act.error} />}
      <div className="inline">
        <PersonField number={content.number} profile={content.profile} faults={faults} write={write} />
        <Button type="submit" disabled={content.profile === ''} loading={act.isPending}>{t('course.enrol')}</Button>
      </div>
    </form>
  );
}

function Enrolments({ course, states, none, say }: { course: Course; states: EnrolmentState[]; none: string; say: (words: string) => void }) {
  return (
    <PagedList queryKey={['enrolments', course.uid, states.join()]} none={none}
      ask={async (pageToken) => {
        const page = await courses.listEnrolments({ course: course.name, states, pageSize: 50, pageToken });
        return { items: page.enrolments, next: page.nextPageToken };
      }}
      idOf={({ uid }) => uid} row={(enrolment) => <EnrolmentRow enrolment={enrolment} say={say} />} />
  );
}

export function CoursePage({ uid }: { uid: string }) {
  const { t, label } = useEmploymentWords();
  const { may } = useStanding();
  const titleOf = useTitle();
  const placesOf = usePlacesOf();
  const name = `courses/${uid}`;
  const found = useQuery({ queryKey: ['course', name], queryFn: () => courses.getCourse({ name }) });
  const [said, setSaid] = useState('');
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={t('course.title')} narrow><Failed error={found.error} again={() => void found.refetch()} /></Page>;
  const { course, courseDays } = found.data;
  if (!course) return null;
  return (
    <Page title={titleOf(course)} actions={<p className="no-print"><Button variant="default" size="xs" onClick={() => window.print()}>{t('app.print')}</Button></p>}>
      <p role="status" className={said === '' ? 'unseen' : 'card'}>{said}</p>
      <section className="card">
        <Facts rows={[
          [t('course.kind'), label(CourseKindSchema, course.kind)], [t('course.when'), t('course.days', { first: shown(course.firstDay), last: shown(course.lastDay) })], [t('course.daysCount'), String(courseDays)],
          [t('course.where'), course.district], [t('course.places'), placesOf(course)], [t('course.state'), label(CourseStateSchema, course.state)],
        ]} />
        {may('course.enrol') && course.state === CourseState.OPEN && <Enrol course={course} say={setSaid} />}
      </section>
      <Section title={t('course.in')}><Enrolments course={course} states={INSIDE} none={t('course.inNone')} say={setSaid} /></Section>
      <Section title={t('course.line')}>
        <p className="quiet">{t('course.lineHelp')}</p>
        <Enrolments course={course} states={WAITING} none={t('course.lineNone')} say={setSaid} />
      </Section>
    </Page>
  );
}
