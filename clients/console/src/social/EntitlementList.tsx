// Entitlements, those first that need a person: a question is open.
import { Badge } from '@mantine/core';

import { Link } from '../app/route.tsx';
import { entitlements } from '../calls/entitlement.ts';
import { type Entitlement, EntitlementStateSchema } from '../contract/dayaq/payment/v1/entitlement_pb.ts';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Section } from '../parts/Section.tsx';
import { shownMoney } from '../values/money.ts';
import { shown } from '../values/partial-date.ts';
import { useWords } from '../words/words.tsx';
import { useBenefits } from './parts.tsx';

function Row({ entitlement }: { entitlement: Entitlement }) {
  const { t, label, language } = useWords();
  const titleOf = useBenefits();
  const from = shown(entitlement.startsOn);
  const questions = entitlement.explanation?.questions.length ?? 0;
  return (
    <li>
      <span>
        <Link href={`/social-protection/entitlements/${entitlement.uid}`}>{titleOf(entitlement.benefit)}</Link>{' '}
        {from !== '' && `· ${t('social.from', { from })}`}
        <br />
        <span className="quiet">
          {t('social.total', { amount: shownMoney(entitlement.entitledQepik, entitlement.currency, language) })}
          {questions > 0 && ` · ${t('social.openQuestions', { count: questions })}`}
          {entitlement.example && ` · ${t('social.example')}`}
        </span>
      </span>
      <Badge variant="default">{label(EntitlementStateSchema, entitlement.state)}</Badge>
    </li>
  );
}

export function Entitlements({ withQuestions }: { withQuestions: boolean }) {
  const { t } = useWords();
  return (
    <PagedList queryKey={['entitlements', withQuestions]} none={t('social.none')}
      ask={async (pageToken) => {
        const page = await entitlements.listEntitlements({ filter: { withQuestions }, pageSize: 25, pageToken });
        return { items: page.entitlements, next: page.nextPageToken };
      }}
      idOf={({ uid }) => uid} row={(entitlement) => <Row entitlement={entitlement} />} />
  );
}

export function EntitlementList() {
  const { t } = useWords();
  return (
    <Page title={t('social.title')}>
      <p>{t('social.lead')}</p>
      <Section title={t('social.questions')}><Entitlements withQuestions /></Section>
      <Section title={t('social.rest')}><Entitlements withQuestions={false} /></Section>
    </Page>
  );
}
