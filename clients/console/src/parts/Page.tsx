import { type ReactNode, useEffect } from 'react';

import { useWords } from '../words/words.tsx';

// A page has one heading, which says where one is: on the page, in the window's title, and to whoever hears it.
export function Page({ title, narrow, actions, children }: { title: string; narrow?: boolean; actions?: ReactNode; children: ReactNode }) {
  const { t } = useWords();
  useEffect(() => {
    document.title = title === t('app.name') ? title : `${title} – ${t('app.name')}`;
  }, [title, t]);
  return (
    <main id="main" className={narrow ? 'narrow' : undefined}>
      <h1 tabIndex={-1}>{title}</h1>
      {actions}
      {children}
    </main>
  );
}
