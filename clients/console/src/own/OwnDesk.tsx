// A person's own page; for a guardian, that of whom they stand for.
import { lazy } from 'react';

import { Link, partsAfter, useRoute } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { Page } from '../parts/Page.tsx';
import { RecordPage } from './RecordPage.tsx';
import { useOwnPageWords } from './words.ts';

// Why an amount is what it is loads when it is asked.
const EntitlementPage = lazy(async () => ({ default: (await import('../social/EntitlementPage.tsx')).EntitlementPage }));

export default function OwnDesk() {
  const { t } = useOwnPageWords();
  const { my } = useStanding();
  const [page, uid] = partsAfter(useRoute(), '/my-record');
  const person = my.assignment?.personUid ?? '';
  if (page === undefined && person !== '') return <RecordPage key={person} uid={person} />;
  if (page === 'entitlements' && uid) {
    return (
      <>
        <nav className="places no-print" aria-label={t('own.title')}><Link href="/my-record">{t('own.back')}</Link></nav>
        <EntitlementPage uid={uid} />
      </>
    );
  }
  return <Page title={t('app.notThere')} narrow><p>{t('app.notThereHelp')}</p></Page>;
}
