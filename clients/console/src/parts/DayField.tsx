import { TextInput } from '@mantine/core';

import type { Fault } from '../calls/problem.ts';
import { idOf, wordsOfFault } from './fields.tsx';

// One whole day, of the past or to come, as 2026-12-31.
export function DayField({ field, label, hint, faults, value, onChange }: { field: string; label: string; hint?: string; faults: Fault[]; value: string; onChange: (value: string) => void }) {
  return (
    <TextInput className="field day-field" type="date" id={idOf(field)} label={label} description={hint} error={wordsOfFault(faults, field)} value={value}
      onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
