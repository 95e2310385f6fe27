// The fields of a form, each with its label, hint and fault in one piece, named by the field of the contract it fills.
import { Checkbox, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';

import { type Fault } from '../calls/problem.ts';
import { faultOf, isEmpty, type PartialText } from '../values/partial-date.ts';
import { isPhone, normalPhone } from '../values/phone.ts';
import { useWords } from '../words/words.tsx';

export const idOf = (field: string) => `field-${field.replace(/[^A-Za-z0-9]+/g, '-')}`;

interface FieldProps {
  // As the contract calls it: incident.casualties[0].facts.outcome.
  field: string;
  label: string;
  hint?: string;
  optional?: boolean;
  faults: Fault[];
}

// A fault of a part of the field is the field's: ….birth_date.month.
export const wordsOfFault = (faults: Fault[], field: string) => faults.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`))?.words;

function useLabel(label: string, optional?: boolean): ReactNode {
  const { t } = useWords();
  return optional ? (
    <>
      {label} <span className="quiet">{t('app.optional')}</span>
    </>
  ) : (
    label
  );
}

export function TextField({ field, label, hint, optional, faults, value, onChange, onBlur, inputMode, maxLength }: FieldProps & {
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  inputMode?: 'text' | 'numeric' | 'tel';
  maxLength?: number;
}) {
  return (
    <TextInput
      className="field"
      id={idOf(field)}
      label={useLabel(label, optional)}
      description={hint}
      error={wordsOfFault(faults, field)}
      value={value}
      maxLength={maxLength}
      inputMode={inputMode}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={onBlur}
    />
  );
}

export function LongTextField({ field, label, hint, optional, faults, value, onChange }: FieldProps & { value: string; onChange: (value: string) => void }) {
  return (
    <Textarea
      className="field"
      id={idOf(field)}
      label={useLabel(label, optional)}
      description={hint}
      error={wordsOfFault(faults, field)}
      value={value}
      maxLength={4000}
      rows={3}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function PhoneField(props: FieldProps & { value: string; onChange: (value: string) => void }) {
  const { t } = useWords();
  const wrong = props.value !== '' && !isPhone(props.value) && props.value.replace(/\D/g, '').length >= 9;
  const faults = wrong ? [...props.faults, { field: props.field, reason: 'PATTERN_MISMATCH', words: t('phone.fault') }] : props.faults;
  return <TextField {...props} faults={faults} hint={t('phone.hint')} inputMode="tel" onBlur={() => props.onChange(normalPhone(props.value))} />;
}

export function SelectField({ field, label, hint, optional, faults, value, options, none, onChange }: FieldProps & {
  value: string | number;
  // What choosing nothing means, where it means something.
  none?: string;
  options: [string | number, string][];
  onChange: (value: string) => void;
}) {
  const { t } = useWords();
  return (
    <NativeSelect
      className="field"
      id={idOf(field)}
      label={useLabel(label, optional)}
      description={hint}
      error={wordsOfFault(faults, field)}
      value={String(value || '')}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: none ?? t('app.choose') }, ...options.map(([one, words]) => ({ value: String(one), label: words }))]}
    />
  );
}

export function ChoiceField({ field, label, optional, faults, value, options, onChange }: FieldProps & {
  value: number;
  options: [number, string][];
  onChange: (value: number) => void;
}) {
  const fault = wordsOfFault(faults, field);
  const name = useId();
  const faultId = useId();
  return (
    <fieldset className={`group ${fault ? 'with-fault' : ''}`} id={idOf(field)} aria-describedby={fault ? faultId : undefined} tabIndex={-1}>
      <legend>{useLabel(label, optional)}</legend>
      {fault && (
        <p className="fault" id={faultId}>
          {fault}
        </p>
      )}
      <div className="choices">
        {options.map(([one, words]) => (
          <Radio key={one} name={name} label={words} value={String(one)} checked={value === one} onChange={() => onChange(one)} />
        ))}
      </div>
    </fieldset>
  );
}

export function TickField({ field, label, value, onChange }: { field: string; label: string; value: boolean; onChange: (value: boolean) => void }) {
  return <Checkbox className="field" id={idOf(field)} label={label} checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />;
}

// Day, month and year apart, since each may be unknown.
export function PartialDateField({ field, label, hint, optional, faults, value, onChange }: FieldProps & { value: PartialText; onChange: (value: PartialText) => void }) {
  const { t } = useWords();
  const own = faultOf(value);
  const complete = value.year.length === 4 || own === 'DATE_YEAR_NEEDED';
  const given = faults.find((one) => one.field === field || one.field.startsWith(`${field}.`));
  // What was missing and now is there is missing no more.
  const mended = given?.reason === 'REQUIRED' && !isEmpty(value);
  const fault = own && complete && value.year !== '' ? t(`date.${own}`) : mended ? undefined : given?.words;
  const [hintId, faultId] = [useId(), useId()];
  const described = [hintId, ...(fault ? [faultId] : [])].join(' ');
  const part = (name: keyof PartialText, words: string, width: number, css: string) => (
    <TextInput
      className={css}
      id={name === 'day' ? idOf(field) : undefined}
      label={words}
      inputMode="numeric"
      autoComplete="off"
      maxLength={width}
      value={value[name]}
      aria-describedby={described}
      aria-invalid={fault ? true : undefined}
      onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value.replace(/\D/g, '') })}
    />
  );
  return (
    <fieldset className={`group ${fault ? 'with-fault' : ''}`}>
      <legend>{useLabel(label, optional)}</legend>
      <p className="quiet" id={hintId}>
        {hint ?? t('date.hint')}
      </p>
      {fault && (
        <p className="fault" id={faultId}>
          {fault}
        </p>
      )}
      <div className="date">
        {part('day', t('date.day'), 2, 'two')}
        {part('month', t('date.month'), 2, 'two')}
        {part('year', t('date.year'), 4, 'four')}
      </div>
    </fieldset>
  );
}
