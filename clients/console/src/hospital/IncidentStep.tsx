import type { Fault } from '../calls/problem.ts';
import { AccidentClassSchema, AnswerSchema, AreaTypeSchema, DeviceCategorySchema, TimeBandSchema } from '../contract/dayaq/incident/v1/code_lists_pb.ts';
import { ChoiceField, PartialDateField, SelectField, TextField } from '../parts/fields.tsx';
import { useWords } from '../words/words.tsx';
import type { Draft } from './draft.ts';
import { usePlaces } from './places.ts';

const FACTS = 'incident.facts';

// When, where, what.
export function IncidentStep({ draft, faults, change }: { draft: Draft; faults: Fault[]; change: (part: Partial<Draft>) => void }) {
  const { t, options } = useWords();
  const places = usePlaces();
  return (
    <>
      <section className="card">
        <PartialDateField field={`${FACTS}.occurred_on`} label={t('register.when')} faults={faults} value={draft.occurredOn} onChange={(occurredOn) => change({ occurredOn })} />
        <div className="pair">
          <TextField field={`${FACTS}.occurred_at`} label={t('register.time')} hint={t('register.timeHint')} optional faults={faults} maxLength={5}
            value={draft.occurredAt} onChange={(occurredAt) => change({ occurredAt })} />
          {draft.occurredAt === '' && (
            <SelectField field={`${FACTS}.time_band`} label={t('register.timeBand')} optional faults={faults} value={draft.timeBand} options={options(TimeBandSchema)}
              onChange={(band) => change({ timeBand: Number(band) })} />
          )}
        </div>
      </section>
      <section className="card">
        <h2>{t('register.where')}</h2>
        <SelectField field={`${FACTS}.district`} label={t('register.district')} faults={faults} value={draft.district} options={places.options} onChange={(district) => change({ district })} />
        <TextField field={`${FACTS}.settlement`} label={t('register.settlement')} optional faults={faults} maxLength={120} value={draft.settlement}
          onChange={(settlement) => change({ settlement })} />
        <ChoiceField field={`${FACTS}.area_type`} label={t('register.areaType')} optional faults={faults} value={draft.areaType} options={options(AreaTypeSchema)}
          onChange={(areaType) => change({ areaType })} />
      </section>
      <section className="card">
        <h2>{t('register.what')}</h2>
        <div className="pair">
          <SelectField field={`${FACTS}.device_category`} label={t('register.device')} optional faults={faults} value={draft.device} options={options(DeviceCategorySchema)}
            onChange={(device) => change({ device: Number(device) })} />
          <SelectField field={`${FACTS}.accident_class`} label={t('register.accident')} optional faults={faults} value={draft.accident} options={options(AccidentClassSchema)}
            onChange={(accident) => change({ accident: Number(accident) })} />
        </div>
        <ChoiceField field={`${FACTS}.marked`} label={t('register.marked')} optional faults={faults} value={draft.marked} options={options(AnswerSchema)} onChange={(marked) => change({ marked })} />
        <TextField field="report.document" label={t('register.document')} hint={t('register.documentHint')} optional faults={faults} maxLength={300} value={draft.document}
          onChange={(document) => change({ document })} />
      </section>
    </>
  );
}
