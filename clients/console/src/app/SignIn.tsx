import { Alert, Button } from '@mantine/core';

import { useWords } from '../words/words.tsx';
import type { Word } from '../words/az.ts';
import { Page } from '../parts/Page.tsx';

const TOLD: Record<string, Word> = { refused: 'signIn.refused', unexpected: 'signIn.unexpected', away: 'signIn.away', 'other-person': 'signIn.otherPerson' };

export function SignIn() {
  const { t } = useWords();
  const told = TOLD[new URLSearchParams(window.location.search).get('sign-in') ?? ''];
  return (
    <Page title={t('signIn.title')} narrow>
      {told && (
        <Alert color="red" role="alert" mb="md">
          {t(told)}
        </Alert>
      )}
      <p>{t('signIn.lead')}</p>
      <Button component="a" size="md" href={`/auth/sign-in?return=${encodeURIComponent(window.location.pathname)}`}>
        {t('signIn.button')}
      </Button>
    </Page>
  );
}
