// What stands around every page: the desks, the language, the look, signing out; and the two lines that say that the session or the
// connection is gone.
import { Alert, Button, NativeSelect, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';

import { LANGUAGES, type Language, useWords } from '../words/words.tsx';
import { Link, useRoute, whereWeAre } from './route.tsx';
import { signOut, useLine } from './session.tsx';

export interface Desk {
  start: string;
  name: string;
}

function Look() {
  const { t } = useWords();
  // Else the library would write a style into the page, which the policy forbids.
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <Button variant="default" size="xs" onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      {dark ? t('app.light') : t('app.dark')}
    </Button>
  );
}

export function Frame({ desks, who, roles, sessionOver, children }: { desks: Desk[]; who?: string; roles?: ReactNode; sessionOver?: boolean; children: ReactNode }) {
  const { t, language, choose } = useWords();
  const route = useRoute();
  const online = useLine();
  return (
    <>
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <header className="head">
        <div>
          <Link href="/" className="mark">
            <img src="/mark.svg" alt="" width="28" height="28" />
            {t('app.name')}
          </Link>
          <nav aria-label={t('app.desks')}>
            {desks.map(({ start, name }) => (
              <Link key={start} href={start} aria-current={route.startsWith(start) ? 'page' : undefined}>
                {name}
              </Link>
            ))}
          </nav>
          <div className="who">
            {who && <span>{who}</span>}
            {roles}
            <NativeSelect
              size="xs"
              aria-label={t('app.language')}
              value={language}
              onChange={(event) => choose(event.currentTarget.value as Language)}
              data={LANGUAGES.map(([value, label]) => ({ value, label }))}
            />
            <Look />
            {who && (
              <Button variant="default" size="xs" onClick={() => void signOut()}>
                {t('signIn.out')}
              </Button>
            )}
          </div>
        </div>
      </header>
      <div role="status" aria-live="polite">
        {!online && (
          <Alert className="no-print" color="yellow" title={t('line.offTitle')} m="sm">
            {t('line.offHelp')}
          </Alert>
        )}
        {sessionOver && (
          <Alert className="no-print" color="yellow" title={t('session.overTitle')} m="sm">
            <p>{t('session.overHelp')}</p>
            <Button component="a" href={`/auth/sign-in?return=${whereWeAre()}`}>
              {t('session.again')}
            </Button>
          </Alert>
        )}
      </div>
      {children}
    </>
  );
}
