import { SexSchema } from '../contract/dayaq/common/v1/person_pb.ts';
import type { Fault } from '../calls/problem.ts';
import { ActivitySchema, CivilStatusSchema, Outcome, OutcomeSchema } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { ChoiceField, LongTextField, PartialDateField, PhoneField, SelectField, TextField, TickField } from '../parts/fields.tsx';
import { normalNationalId } from '../values/national-id.ts';
import { useWords } from '../words/words.tsx';
import { BodyDiagram } from './BodyDiagram.tsx';
import { ofPerson, type Person } from './draft.ts';
import { PeopleFound } from './People.tsx';

interface StepProps {
  person: Person;
  index: number;
  district: string;
  faults: Fault[];
  change: (person: Person) => void;
}

function Who({ person, index, district, faults, change }: StepProps) {
  const { t, options } = useWords();
  const identity = `${ofPerson(index)}.identity`;
  const text = (name: 'familyName' | 'givenName' | 'fatherName' | 'address', field: string, optional: boolean, longest = 80) => (
    <TextField field={`${identity}.${field}`} label={t(`register.${name}`)} optional={optional} faults={faults} maxLength={longest} value={person[name]}
      onChange={(value) => change({ ...person, [name]: value })} />
  );
  return (
    <section className="card">
      <h2>{t('register.who')}</h2>
      <TickField field={identity} label={t('register.nameless')} value={person.nameless} onChange={(nameless) => change({ ...person, nameless })} />
      {!person.nameless && (
        <>
          <div className="pair">
            {text('familyName', 'family_name', false)}
            {text('givenName', 'given_name', false)}
            {text('fatherName', 'father_name', true)}
            <TextField field={`${identity}.national_id`} label={t('register.nationalId')} hint={t('register.nationalIdHint')} optional faults={faults} maxLength={9}
              value={person.nationalId} onChange={(nationalId) => change({ ...person, nationalId: normalNationalId(nationalId) })} />
          </div>
          <PartialDateField field={`${identity}.birth_date`} label={t('register.birthDate')} optional faults={faults} value={person.birthDate}
            onChange={(birthDate) => change({ ...person, birthDate })} />
          <PeopleFound person={person} district={district} onTake={change} />
          <div className="pair">
            <PhoneField field={`${identity}.phone`} label={t('register.phone')} optional faults={faults} value={person.phone} onChange={(phone) => change({ ...person, phone })} />
            {text('address', 'address', true, 300)}
          </div>
        </>
      )}
      <ChoiceField field={`${ofPerson(index)}.sex`} label={t('register.sex')} optional faults={faults} value={person.sex} options={options(SexSchema)} onChange={(sex) => change({ ...person, sex })} />
    </section>
  );
}

// Who, what became of them, what is hurt.
export function PersonStep(props: StepProps) {
  const { person, index, faults, change } = props;
  const { t, options } = useWords();
  const facts = ofPerson(index);
  return (
    <>
      <Who {...props} />
      <section className="card">
        <h2>{t('register.happened')}</h2>
        <ChoiceField field={`${facts}.outcome`} label={t('register.outcome')} faults={faults} value={person.outcome} options={options(OutcomeSchema)}
          onChange={(outcome) => change({ ...person, outcome })} />
        {person.outcome === Outcome.KILLED && (
          <PartialDateField field={`${facts}.died_on`} label={t('register.diedOn')} optional faults={faults} value={person.diedOn} onChange={(diedOn) => change({ ...person, diedOn })} />
        )}
        <div className="pair">
          <SelectField field={`${facts}.civil_status`} label={t('register.civilStatus')} optional faults={faults} value={person.civilStatus} options={options(CivilStatusSchema)}
            onChange={(status) => change({ ...person, civilStatus: Number(status) })} />
          <SelectField field={`${facts}.activity`} label={t('register.activity')} optional faults={faults} value={person.activity} options={options(ActivitySchema)}
            onChange={(activity) => change({ ...person, activity: Number(activity) })} />
        </div>
      </section>
      <section className="card" id={`field-${facts.replace(/[^A-Za-z0-9]+/g, '-')}-injuries`} tabIndex={-1}>
        <h2>{t('register.injuries')}</h2>
        <BodyDiagram hurt={person.injuries} field={`${facts}.injuries`} faults={faults} onChange={(injuries) => change({ ...person, injuries })} />
        <LongTextField field={`${facts}.clinical_note`} label={t('register.note')} optional faults={faults} value={person.note} onChange={(note) => change({ ...person, note })} />
      </section>
    </>
  );
}
