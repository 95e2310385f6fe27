// One incident as the register has it, as far as the person's role reads it; to print, and to correct what became of somebody.
import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { incidents } from '../calls/incident.ts';
import { SexSchema } from '../contract/dayaq/common/v1/person_pb.ts';
import type { Casualty } from '../contract/dayaq/incident/v1/casualty_pb.ts';
import {
  ActivitySchema, AmputationLevelSchema, BoneThirdSchema, CivilStatusSchema, DeviceCategorySchema, IncidentStateSchema, InjuryKindSchema, OutcomeSchema,
} from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { Facts } from '../parts/Facts.tsx';
import { Hidden } from '../parts/Hidden.tsx';
import { Page } from '../parts/Page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { shown } from '../values/partial-date.ts';
import { shownPhone } from '../values/phone.ts';
import { shownTime } from '../values/time.ts';
import { useWords } from '../words/words.tsx';
import { partWords } from './BodyDiagram.tsx';
import { nameOf } from './draft.ts';
import { usePlaces } from './places.ts';
import { Duplicates } from './Sent.tsx';

export const addressOfCasualty = (name: string) => {
  const [, incident, , casualty] = name.split('/');
  return `/hospital/incidents/${incident}/casualties/${casualty}`;
};

function CasualtyCard({ casualty }: { casualty: Casualty }) {
  const words = useWords();
  const { t, label } = words;
  const { may } = useStanding();
  const { facts } = casualty;
  if (!facts) return null;
  const { identity } = facts;
  const name = identity ? nameOf(identity) : t('incident.unnamed');
  const join = (...parts: string[]) => parts.filter((part) => part !== '').join(', ');
  const rows: [string, string][] = [
    [t('register.nationalId'), identity?.nationalId ?? ''],
    [t('register.birthDate'), shown(identity?.birthDate)],
    [t('register.phone'), shownPhone(identity?.phone ?? '')],
    [t('register.sex'), label(SexSchema, facts.sex)],
    [t('register.outcome'), join(label(OutcomeSchema, facts.outcome), shown(facts.diedOn))],
    [t('register.civilStatus'), label(CivilStatusSchema, facts.civilStatus)],
    [t('register.activity'), label(ActivitySchema, facts.activity)],
    [t('register.injuries'), facts.injuries.map((one) => join(partWords(one, words), label(InjuryKindSchema, one.kind))).join('; ')],
    [t('incident.amputation'), facts.amputations.map((one) => join(partWords({ part: 0, side: one.side }, words).trim(), label(AmputationLevelSchema, one.level), label(BoneThirdSchema, one.third), shown(one.doneOn))).join('; ')],
    [t('register.note'), facts.clinicalNote],
  ];
  return (
    <section className="card">
      <h3>{name}</h3>
      <Facts rows={rows} />
      <Hidden fields={casualty.redactedFields} />
      {may('incident.correct_casualty') && (
        <Button component={Link} variant="default" size="xs" mt="sm" href={addressOfCasualty(casualty.name)}>
          {t('incident.correct')} <span className="unseen">{name}</span>
        </Button>
      )}
    </section>
  );
}

export function useIncident(uid: string) {
  const name = `incidents/${uid}`;
  return useQuery({ queryKey: ['incident', name], queryFn: () => incidents.getIncident({ name }) });
}

export function IncidentPage({ uid }: { uid: string }) {
  const { t, label } = useWords();
  const places = usePlaces();
  const found = useIncident(uid);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={t('hospital.recent')} narrow><Failed error={found.error} again={() => void found.refetch()} /></Page>;
  const incident = found.data;
  const { facts } = incident;
  const rows: [string, string][] = [
    [t('incident.when'), [shown(facts?.occurredOn), facts?.occurredAt ?? ''].filter((part) => part !== '').join(', ')],
    [t('incident.where'), [places.name(facts?.district ?? ''), facts?.settlement ?? ''].filter((part) => part !== '').join(', ')],
    [t('incident.device'), label(DeviceCategorySchema, facts?.deviceCategory ?? 0)],
    [t('incident.registered'), shownTime(incident.createTime)],
  ];
  return (
    <Page title={t('incident.title', { number: incident.number })} narrow
      actions={<p className="no-print"><Button variant="default" size="xs" onClick={() => window.print()}>{t('app.print')}</Button></p>}>
      <section className="card">
        <p><Badge variant="default">{label(IncidentStateSchema, incident.state)}</Badge></p>
        <Facts rows={rows} />
        <Hidden fields={incident.redactedFields} />
      </section>
      <Duplicates name={incident.name} />
      <h2 className="section">{t('incident.people')}</h2>
      {incident.casualties.length === 0 && <p>{t('incident.nobody')}</p>}
      {incident.casualties.map((casualty) => <CasualtyCard key={casualty.uid} casualty={casualty} />)}
    </Page>
  );
}
