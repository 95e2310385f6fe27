// What needs the person today: releases that wait for their step, those that wait for another, what went out last, and how the count stands.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { releases, tables } from '../calls/statistics.ts';
import { type Release, ReleaseState } from '../contract/dayaq/statistics/v1/release_pb.ts';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { addDays, fromIso, today } from '../values/day.ts';
import { byCode, grandTotal, lastPeriod, SINCE } from './figures.ts';
import { ReleaseRow, useTitle } from './parts.tsx';
import { nextStep } from './steps.ts';
import { useStatisticsWords } from './words.ts';

const SHORT = 5;

function useReleases(state: ReleaseState) {
  return useQuery({ queryKey: ['releases', 'state', state], queryFn: () => releases.listReleases({ state, pageSize: 50 }) });
}

function Rows({ items, none }: { items: Release[]; none: string }) {
  if (items.length === 0) return <p role="status">{none}</p>;
  return <ul className="rows">{items.map((release) => <ReleaseRow key={release.uid} release={release} />)}</ul>;
}

function Waiting() {
  const { t } = useStatisticsWords();
  const { my, may } = useStanding();
  const [drafts, checked] = [useReleases(ReleaseState.DRAFT), useReleases(ReleaseState.CHECKED)];
  const failed = drafts.error ?? checked.error;
  if (failed) return <Failed error={failed} again={() => { void drafts.refetch(); void checked.refetch(); }} />;
  if (!drafts.data || !checked.data) return <Loading />;
  const all = [...checked.data.releases, ...drafts.data.releases];
  const own = (release: Release) => nextStep(release, my.staff, may).mine;
  return (
    <>
      <Section title={t('st.yourStep')}><Rows items={all.filter(own)} none={t('st.nothingWaits')} /></Section>
      <Section title={t('st.underWay')}><Rows items={all.filter((release) => !own(release))} none={t('st.nothingUnderWay')} /></Section>
    </>
  );
}

function LastOut() {
  const { t } = useStatisticsWords();
  const found = useReleases(ReleaseState.PUBLISHED);
  return (
    <Section title={t('st.lastOut')}>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {found.data && <Rows items={found.data.releases.slice(0, SHORT)} none={t('st.noneOut')} />}
    </Section>
  );
}

function Headline() {
  const { t } = useStatisticsWords();
  const title = useTitle();
  const yesterday = addDays(today(), -1);
  const found = useQuery({
    queryKey: ['figures', 'headline', yesterday],
    queryFn: () => tables.getTable({ table: { indicator: 'az-provisional/P1', dimensions: ['OUTCOME'], from: fromIso(SINCE), until: yesterday }, knownUntil: yesterday }),
  });
  const table = found.data;
  const outcome = table?.dimensions[1];
  return (
    <Section title={t('st.headline')}>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {table && outcome && (
        <dl className="numbers">
          <div><dt>{title(table)}</dt><dd>{grandTotal(table) ?? '..'}</dd></div>
          {byCode(table, 1, lastPeriod(table)).map(({ code, value, hidden }) => {
            const named = outcome.codes.find((one) => one.code === code);
            return <div key={code}><dt>{named ? title(named) : code}</dt><dd>{hidden ? '..' : value}</dd></div>;
          })}
        </dl>
      )}
    </Section>
  );
}

export function WorkList() {
  const { t } = useStatisticsWords();
  const { may } = useStanding();
  return (
    <Page title={t('st.today')} actions={may('release.draft') && <p><Button component={Link} href="/statistics/releases/new">{t('st.draft')}</Button></p>}>
      <p>{t('st.lead')}</p>
      {!may('release.draft') && may('release.check') && <p className="quiet">{t('st.checkerOnly')}</p>}
      <Waiting />
      <Headline />
      <LastOut />
    </Page>
  );
}
