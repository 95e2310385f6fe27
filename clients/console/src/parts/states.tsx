// What everybody forgets: nothing there, not there yet, not for you, not now.
import { Alert, Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';

import { whereWeAre } from '../app/route.tsx';
import { problemOf } from '../calls/problem.ts';
import type { Word } from '../words/az.ts';
import { useWords } from '../words/words.tsx';

export function Loading() {
  const { t } = useWords();
  return (
    <p role="status" className="quiet">
      <Loader size="sm" aria-hidden="true" /> {t('app.loading')}
    </p>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="card">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

const TITLES: Partial<Record<string, Word>> = {
  away: 'trouble.away',
  busy: 'trouble.busy',
  denied: 'trouble.denied',
  'not-found': 'trouble.notFound',
  'session-over': 'session.overTitle',
  'step-up': 'trouble.stepUp',
};

export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const { t, reason } = useWords();
  const problem = problemOf(error);
  const passing = problem.trouble === 'away' || problem.trouble === 'busy';
  return (
    <Alert color={passing ? 'yellow' : 'red'} role="alert" title={t(TITLES[problem.trouble] ?? 'trouble.failed')} my="md">
      {passing && <p>{t('trouble.awayHelp')}</p>}
      {!passing && problem.words && <p>{reason(problem.reason, problem.words)}</p>}
      {problem.errorId && <p>{t('trouble.errorId', { id: problem.errorId })}</p>}
      {problem.trouble === 'step-up' && (
        <Button component="a" href={`/auth/step-up?return=${whereWeAre()}`}>
          {t('trouble.stepUpButton')}
        </Button>
      )}
      {passing && again && <Button onClick={again}>{t('trouble.again')}</Button>}
    </Alert>
  );
}
