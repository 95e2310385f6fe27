// All lists of indicators: what is counted, by what, and of what is not, why.
import { Alert } from '@mantine/core';

import { Link } from '../app/route.tsx';
import type { Indicator, IndicatorSet } from '../contract/dayaq/statistics/v1/indicator_pb.ts';
import { Page } from '../parts/Page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { useIndicatorSets, useTitle } from './parts.tsx';
import { useStatisticsWords } from './words.ts';

function Line({ set, indicator }: { set: IndicatorSet; indicator: Indicator }) {
  const { t, language } = useStatisticsWords();
  const title = useTitle();
  return (
    <li>
      <span>
        <span className="quiet">{indicator.id}</span>{' '}
        {indicator.counted ? <Link href={`/statistics/figures/${set.id}/${indicator.id}`}>{title(indicator)}</Link> : title(indicator)}
        {!indicator.counted && <><br /><span className="quiet">{t('st.notCounted')}: {language === 'az' ? indicator.notCountedAz : indicator.notCountedEn}</span></>}
      </span>
    </li>
  );
}

export default function Indicators() {
  const { t } = useStatisticsWords();
  const title = useTitle();
  const found = useIndicatorSets();
  return (
    <Page title={t('st.figures')}>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {found.data?.indicatorSets.map((set) => (
        <section key={set.id} className="card">
          <h2>{title(set)}</h2>
          <p className="quiet">{t('st.counted', { count: set.indicators.length, counted: set.indicators.filter(({ counted }) => counted).length })}</p>
          {set.provisional && <Alert color="gray" title={t('st.provisional')} mb="md">{t('st.provisionalHelp')}</Alert>}
          <ul className="rows">{set.indicators.map((indicator) => <Line key={indicator.id} set={set} indicator={indicator} />)}</ul>
        </section>
      ))}
    </Page>
  );
}
