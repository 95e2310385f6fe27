import { Button } from '@mantine/core';

import { SexSchema } from '../contract/dayaq/common/v1/person_pb.ts';
import { AmputationLevelSchema, DeviceCategorySchema, InjuryKindSchema, OutcomeSchema } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { Facts } from '../parts/Facts.tsx';
import { shown, toNumbers } from '../values/partial-date.ts';
import { shownPhone } from '../values/phone.ts';
import { useWords } from '../words/words.tsx';
import { partWords } from './BodyDiagram.tsx';
import { type Draft, nameOf, type Person } from './draft.ts';
import { usePlaces } from './places.ts';

function PersonFacts({ person }: { person: Person }) {
  const words = useWords();
  const { t, label } = words;
  const injuries = person.injuries.map((hurt) =>
    [partWords(hurt, words), label(InjuryKindSchema, hurt.kind), label(AmputationLevelSchema, hurt.level)].filter((part) => part !== '').join(': '));
  const rows: [string, string][] = [
    [t('register.who'), person.nameless ? t('incident.unnamed') : nameOf(person)],
    [t('register.nationalId'), person.nationalId],
    [t('register.birthDate'), shown(toNumbers(person.birthDate))],
    [t('register.phone'), shownPhone(person.phone)],
    [t('register.sex'), label(SexSchema, person.sex)],
    [t('register.outcome'), label(OutcomeSchema, person.outcome)],
    [t('register.diedOn'), shown(toNumbers(person.diedOn))],
    [t('register.injuries'), injuries.join('; ')],
    [t('register.note'), person.note],
  ];
  return <Facts rows={rows} />;
}

// Everything once more, as it will be sent.
export function CheckStep({ draft, goTo }: { draft: Draft; goTo: (step: number) => void }) {
  const { t, label } = useWords();
  const places = usePlaces();
  const incident: [string, string][] = [
    [t('incident.when'), [shown(toNumbers(draft.occurredOn)), draft.occurredAt].filter((part) => part !== '').join(', ')],
    [t('incident.where'), [places.name(draft.district), draft.settlement].filter((part) => part !== '').join(', ')],
    [t('incident.device'), label(DeviceCategorySchema, draft.device)],
    [t('register.document'), draft.document],
  ];
  const change = (step: number, what: string) => (
    <Button variant="default" size="xs" onClick={() => goTo(step)} mt="sm">
      {t('register.change')} <span className="unseen">{what}</span>
    </Button>
  );
  return (
    <>
      <section className="card">
        <h2>{t('register.incident')}</h2>
        <Facts rows={incident} />
        {change(0, t('register.incident'))}
      </section>
      {draft.people.map((person, index) => (
        <section className="card" key={person.key}>
          <h2>{t('register.person', { number: index + 1 })}</h2>
          <PersonFacts person={person} />
          {change(index + 1, t('register.person', { number: index + 1 }))}
        </section>
      ))}
    </>
  );
}
