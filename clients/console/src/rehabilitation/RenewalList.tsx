// All renewals within reach, by month and state.
import { Button } from '@mantine/core';
import { useState } from 'react';

import { RenewalState, RenewalStateSchema } from '../contract/dayaq/rehabilitation/v1/renewal_pb.ts';
import { SelectField, TextField } from '../parts/fields.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { useRehabilitationWords } from '../words/rehabilitation.ts';
import { Renewals } from './WorkList.tsx';

// Those that are over are listed for one person only.
const GOING_ON = [RenewalState.WAITING, RenewalState.TO_CALL, RenewalState.REACHED, RenewalState.ESCALATED, RenewalState.UNDER_WAY];

export function RenewalList() {
  const { t, label } = useRehabilitationWords();
  const [typed, setTyped] = useState('');
  const [month, setMonth] = useState('');
  const [state, setState] = useState(0);
  const [said, setSaid] = useState('');
  const wrong = typed !== '' && !/^\d{4}-(0[1-9]|1[0-2])$/.test(typed);
  return (
    <Page title={t('renewals')}>
      <p role="status" className={said === '' ? 'unseen' : 'card'}>{said}</p>
      <form className="inline card" role="search" onSubmit={(event) => { event.preventDefault(); if (!wrong) setMonth(typed); }}>
        <TextField field="until" label={t('renewal.until')} hint={t('renewal.untilHint')} maxLength={7} value={typed} onChange={setTyped}
          faults={wrong && typed.length === 7 ? [{ field: 'until', reason: 'PATTERN_MISMATCH', words: t('renewal.untilHint') }] : []} />
        <SelectField field="state" none={t('renewal.all')} label={t('renewal.states')} faults={[]} value={state} onChange={(value) => setState(Number(value))}
          options={GOING_ON.map((one) => [one, label(RenewalStateSchema, one)])} />
        <Button type="submit" variant="default">{t('renewal.filter')}</Button>
      </form>
      <Section title={t('renewals')}>
        <Renewals states={state === 0 ? GOING_ON : [state]} untilMonth={month} say={setSaid} />
      </Section>
    </Page>
  );
}
