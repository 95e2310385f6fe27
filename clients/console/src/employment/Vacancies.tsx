// Vacancies, and whom each suits, with the reasons.
import { Badge, Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { placements, vacancies } from '../calls/employment.ts';
import { type Proposal, ProposalState, ProposalStateSchema, type Vacancy, VacancyState, VacancyStateSchema } from '../contract/dayaq/employment/v1/vacancy_pb.ts';
import { SkillSchema, WorkAdaptationSchema, WorkFieldSchema, WorkScheduleSchema } from '../contract/dayaq/employment/v1/work_codes_pb.ts';
import { useAct } from '../parts/act.ts';
import { Facts } from '../parts/Facts.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Section } from '../parts/Section.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { shownMoney } from '../values/money.ts';
import { shown } from '../values/partial-date.ts';
import { useEmploymentWords } from '../words/employment.ts';
import { WhoOf } from './parts.tsx';
import { Reasons } from './Reasons.tsx';

export function VacancyLine({ vacancy }: { vacancy: Vacancy }) {
  const { t, label, language } = useEmploymentWords();
  return (
    <span>
      <Link href={`/employment/vacancies/${vacancy.uid}`}>{vacancy.title}</Link> <span className="quiet">· {label(WorkFieldSchema, vacancy.field)} · {vacancy.district}</span>
      <br />
      <span className="quiet">
        {t('vacancy.wage', { wage: shownMoney(vacancy.salaryQepik, 'AZN', language), hours: vacancy.hoursWeek })} · {t('vacancy.places', { taken: vacancy.placesTaken, places: vacancy.places })} · {t('vacancy.until', { when: shown(vacancy.closesOn) })}
        {vacancy.quota && ` · ${t('vacancy.quota')}`}
      </span>
    </span>
  );
}

export function VacancyList() {
  const { t, label, options } = useEmploymentWords();
  const [openOnly, setOpenOnly] = useState(true);
  const [field, setField] = useState(0);
  return (
    <Page title={t('vacancies')}>
      <div className="inline card">
        <SelectField field="field" none={t('vacancy.anyField')} label={t('vacancy.field')} faults={[]} value={field} options={options(WorkFieldSchema)} onChange={(value) => setField(Number(value))} />
        <Checkbox label={t('vacancy.open')} checked={openOnly} onChange={(event) => setOpenOnly(event.currentTarget.checked)} />
      </div>
      <Section title={t('vacancies')}>
        <PagedList queryKey={['vacancies', openOnly, field]} none={t('vacancy.none')}
          ask={async (pageToken) => {
            const page = await vacancies.listVacancies({ openOnly, field, pageSize: 25, pageToken });
            return { items: page.vacancies, next: page.nextPageToken };
          }}
          idOf={({ uid }) => uid} row={(vacancy) => <li><VacancyLine vacancy={vacancy} /><Badge variant="default">{label(VacancyStateSchema, vacancy.state)}</Badge></li>} />
      </Section>
    </Page>
  );
}

// Introduces somebody to the employer of a vacancy.
export function Introduce({ profile, vacancy, say }: { profile: string; vacancy: string; say: (words: string) => void }) {
  const { t } = useEmploymentWords();
  const { act, problem } = useAct((pair: string, requestId) => placements.introducePerson({ requestId, profile: pair.split(' ')[0], vacancy: pair.split(' ')[1] }), {
    of: [['proposals'], ['placements'], ['matches'], ['vacancies'], ['vacancy']], done: () => say(t('match.introduced')),
  });
  return (
    <>
      <Button size="xs" loading={act.isPending} onClick={() => act.mutate(`${profile} ${vacancy}`)}>{t('match.introduce')}</Button>
      {problem && <span className="whole"><Failed error={act.error} /></span>}
    </>
  );
}

function ProposalRow({ proposal, vacancy, say }: { proposal: Proposal; vacancy: Vacancy; say: (words: string) => void }) {
  const { t, label } = useEmploymentWords();
  const { may } = useStanding();
  const { act, problem } = useAct((etag: string, requestId) => vacancies.declineProposal({ requestId, name: proposal.name, etag }), { of: [['proposals']], done: () => say(t('match.declined')) });
  const open = proposal.state === ProposalState.PROPOSED && vacancy.state === VacancyState.OPEN;
  return (
    <li>
      <span>
        <Link href={`/employment/people/${proposal.profileUid}`}><WhoOf profileUid={proposal.profileUid} /></Link> · <strong>{t('match.score', { score: proposal.score })}</strong>
        <Reasons reasons={proposal.reasons} />
      </span>
      <span className="doing">
        <Badge variant="default">{label(ProposalStateSchema, proposal.state)}</Badge>
        {open && may('placement.keep') && <Introduce profile={`profiles/${proposal.profileUid}`} vacancy={vacancy.name} say={say} />}
        {open && may('proposal.decline') && <Button size="xs" variant="default" loading={act.isPending} onClick={() => act.mutate(proposal.etag)}>{t('match.decline')}</Button>}
      </span>
      {problem && <span className="whole"><Failed error={act.error} /></span>}
    </li>
  );
}

function Proposals({ vacancy, say }: { vacancy: Vacancy; say: (words: string) => void }) {
  const { t } = useEmploymentWords();
  const found = useQuery({ queryKey: ['proposals', vacancy.name], queryFn: () => vacancies.listProposals({ vacancy: vacancy.name }) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
  if (found.data.proposals.length === 0) return <p role="status">{t('vacancy.nobody')}</p>;
  return <ul className="rows">{found.data.proposals.map((proposal) => <ProposalRow key={proposal.uid} proposal={proposal} vacancy={vacancy} say={say} />)}</ul>;
}

export function VacancyPage({ uid }: { uid: string }) {
  const { t, label, language } = useEmploymentWords();
  const name = `vacancies/${uid}`;
  const found = useQuery({ queryKey: ['vacancy', name], queryFn: () => vacancies.getVacancy({ name }) });
  const employer = useQuery({ queryKey: ['employer', found.data?.employerUid], enabled: found.data !== undefined, queryFn: () => vacancies.getEmployer({ name: `employers/${found.data?.employerUid}` }) });
  const [said, setSaid] = useState('');
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={t('vacancy.title')} narrow><Failed error={found.error} again={() => void found.refetch()} /></Page>;
  const vacancy = found.data;
  const adapted = (list: number[]) => list.map((one) => label(WorkAdaptationSchema, one)).join(', ');
  return (
    <Page title={vacancy.title}>
      <p role="status" className={said === '' ? 'unseen' : 'card'}>{said}</p>
      <section className="card">
        <Facts rows={[
          [t('vacancy.employer'), employer.data?.title ?? ''], [t('vacancy.field'), label(WorkFieldSchema, vacancy.field)], [t('course.where'), vacancy.district],
          [t('vacancy.schedule'), label(WorkScheduleSchema, vacancy.schedule)], [t('vacancy.salary'), t('vacancy.wage', { wage: shownMoney(vacancy.salaryQepik, 'AZN', language), hours: vacancy.hoursWeek })],
          [t('vacancy.skills'), vacancy.skills.map((one) => label(SkillSchema, one)).join(', ')], [t('vacancy.there'), adapted(vacancy.adaptationsThere)], [t('vacancy.possible'), adapted(vacancy.adaptationsPossible)],
          [t('course.places'), t('vacancy.places', { taken: vacancy.placesTaken, places: vacancy.places })], [t('vacancy.last'), shown(vacancy.closesOn)], [t('course.state'), label(VacancyStateSchema, vacancy.state)],
        ]} />
      </section>
      <Section title={t('vacancy.who')}><Proposals vacancy={vacancy} say={setSaid} /></Section>
    </Page>
  );
}
