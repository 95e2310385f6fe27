// Entitlements, those first that need a person: a question is open.
import { Badge, Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

import { Link } from '../app/route.tsx';
import { entitlements } from '../calls/entitlement.ts';
import { type Entitlement, EntitlementStateSchema } from '../contract/dayaq/payment/v1/entitlement_pb.ts';
import { Page } from '../parts/Page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { shownMoney } from '../values/money.ts';
import { shown } from '../values/partial-date.ts';
import { useWords } from '../words/words.tsx';

// What a benefit is called; its code where the list does not say.
function useBenefits() {
  const { language } = useWords();
  const found = useQuery({ queryKey: ['benefits'], queryFn: () => entitlements.listBenefits({}), staleTime: Infinity });
  const titles = new Map(found.data?.benefits.map(({ benefit, title }) => [benefit, title?.[language] || title?.en || benefit]));
  return (code: string) => titles.get(code) ?? code;
}

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

function Section({ title, withQuestions }: { title: string; withQuestions: boolean }) {
  const { t } = useWords();
  const list = useInfiniteQuery({
    queryKey: ['entitlements', withQuestions],
    queryFn: ({ pageParam }) => entitlements.listEntitlements({ filter: { withQuestions }, pageSize: 25, pageToken: pageParam }),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });
  const found = list.data?.pages.flatMap((page) => page.entitlements) ?? [];
  return (
    <section className="card">
      <h2>{title}</h2>
      {list.isPending && <Loading />}
      {list.isError && <Failed error={list.error} again={() => void list.refetch()} />}
      {list.data && found.length === 0 && <p role="status">{t('social.none')}</p>}
      <ul className="rows">
        {found.map((entitlement) => <Row key={entitlement.uid} entitlement={entitlement} />)}
      </ul>
      {list.hasNextPage && <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('app.more')}</Button>}
    </section>
  );
}

export function EntitlementList() {
  const { t } = useWords();
  return (
    <Page title={t('social.title')}>
      <p>{t('social.lead')}</p>
      <Section title={t('social.questions')} withQuestions />
      <Section title={t('social.rest')} withQuestions={false} />
    </Page>
  );
}
