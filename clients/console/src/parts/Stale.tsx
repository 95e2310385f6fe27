// Another hand was quicker: both versions stand side by side, and the person decides.
import { Alert, Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { useWords } from '../words/words.tsx';

export function Stale({ mine, theirs, keepMine, keepTheirs, busy }: { mine: ReactNode; theirs: ReactNode; keepMine: () => void; keepTheirs: () => void; busy?: boolean }) {
  const { t } = useWords();
  const queries = useQueryClient();
  // What is in the register now is what the page shows from here on.
  const leave = () => {
    keepTheirs();
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'my-access' });
  };
  return (
    <Alert color="yellow" role="alert" title={t('correct.staleTitle')} my="md">
      <p>{t('correct.staleHelp')}</p>
      <div className="pair versions">
        <section className="card"><h2>{t('correct.mine')}</h2>{mine}</section>
        <section className="card"><h2>{t('correct.theirs')}</h2>{theirs}</section>
      </div>
      <div className="choices">
        <Button loading={busy} onClick={keepMine}>{t('correct.keepMine')}</Button>
        <Button variant="default" onClick={leave}>{t('correct.keepTheirs')}</Button>
      </div>
    </Alert>
  );
}
