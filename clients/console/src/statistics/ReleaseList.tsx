// Releases, newest first.
import { Button } from '@mantine/core';
import { useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { releases } from '../calls/statistics.ts';
import { ReleaseState } from '../contract/dayaq/statistics/v1/release_pb.ts';
import { SelectField } from '../parts/fields.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Section } from '../parts/Section.tsx';
import { ReleaseRow, stateWord } from './parts.tsx';
import { useStatisticsWords } from './words.ts';

const STATES = [ReleaseState.DRAFT, ReleaseState.CHECKED, ReleaseState.PUBLISHED, ReleaseState.REVISED, ReleaseState.WITHDRAWN];

export default function ReleaseList() {
  const { t } = useStatisticsWords();
  const { may } = useStanding();
  const [state, setState] = useState<ReleaseState>(ReleaseState.UNSPECIFIED);
  return (
    <Page title={t('st.releases')} actions={may('release.draft') && <p><Button component={Link} href="/statistics/releases/new">{t('st.draft')}</Button></p>}>
      <Section title={t('st.releases')}>
        <SelectField field="state" none={t('st.anyState')} label={t('st.stateLabel')} faults={[]} value={state} options={STATES.map((one) => [one, t(stateWord(one))])} onChange={(value) => setState(Number(value))} />
        <PagedList queryKey={['releases', 'list', state]} none={t('st.noReleases')}
          ask={async (pageToken) => {
            const page = await releases.listReleases({ state, pageSize: 25, pageToken });
            return { items: page.releases, next: page.nextPageToken };
          }}
          idOf={({ uid }) => uid} row={(release) => <ReleaseRow release={release} />} />
      </Section>
    </Page>
  );
}
