// The desk of social protection: entitlements, and why each is what it is.
import { partsAfter, useRoute } from '../app/route.tsx';
import { Page } from '../parts/Page.tsx';
import { useWords } from '../words/words.tsx';
import { EntitlementList } from './EntitlementList.tsx';
import { EntitlementPage } from './EntitlementPage.tsx';

export default function SocialDesk() {
  const { t } = useWords();
  const [page, uid] = partsAfter(useRoute(), '/social-protection');
  if (page === undefined) return <EntitlementList />;
  if (page === 'entitlements' && uid) return <EntitlementPage uid={uid} />;
  return <Page title={t('app.notThere')} narrow><p>{t('app.notThereHelp')}</p></Page>;
}
