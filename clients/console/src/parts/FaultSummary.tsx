// Everything that is wrong, on top of the page, each a link to its field.
import { Alert } from '@mantine/core';
import { type MouseEvent, useEffect, useRef } from 'react';

import type { Fault } from '../calls/problem.ts';
import { useWords } from '../words/words.tsx';
import { idOf } from './fields.tsx';

// The nearest field there is: of incident.facts.point.latitude perhaps only incident.facts.
function nearest(field: string): HTMLElement | null {
  for (let name = field; name !== ''; name = name.replace(/(\.|^)[^.]*$/, '')) {
    const found = document.getElementById(idOf(name));
    if (found) return found;
  }
  return null;
}

export function FaultSummary({ faults, round }: { faults: Fault[]; round: number }) {
  const { t } = useWords();
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.length > 0) summary.current?.focus();
    // Anew at every try, whether or not the faults are others.
  }, [round, faults.length]);
  if (faults.length === 0) return null;
  const jump = (field: string) => (event: MouseEvent) => {
    event.preventDefault();
    const found = nearest(field);
    found?.scrollIntoView({ block: 'center' });
    found?.focus();
  };
  return (
    <Alert ref={summary} tabIndex={-1} role="alert" color="red" title={t('faults.title')} my="md">
      <ul>
        {faults.map(({ field, words }) => (
          <li key={`${field} ${words}`}>
            <a href={`#${idOf(field)}`} onClick={jump(field)}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
