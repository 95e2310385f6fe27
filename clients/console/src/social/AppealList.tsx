// Appeals against disability decisions, oldest first. Those about entitlements stand with each entitlement.
import { Badge } from '@mantine/core';
import { useState } from 'react';

import { Link } from '../app/route.tsx';
import { appeals } from '../calls/payment.ts';
import { AppealCommissionSchema, AppealStateSchema } from '../contract/dayaq/survivor/v1/code_lists_pb.ts';
import { SelectField } from '../parts/fields.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Section } from '../parts/Section.tsx';
import { shown } from '../values/partial-date.ts';
import { useSocialWords } from '../words/social.ts';

export default function AppealList() {
  const { t, label } = useSocialWords();
  const [which, setWhich] = useState('open');
  return (
    <Page title={t('appeals.title')}>
      <p>{t('appeals.lead')}</p>
      <SelectField field="which" label={t('question.state')} faults={[]} value={which} options={[['open', t('appeals.open')], ['all', t('appeals.all')]]} onChange={(value) => setWhich(value || 'open')} />
      <Section title={which === 'open' ? t('appeals.open') : t('appeals.all')}>
        <PagedList queryKey={['appeals', which]} none={t('appeals.none')}
          ask={async (pageToken) => {
            const page = await appeals.listAppeals({ open: which === 'open', pageSize: 25, pageToken });
            return { items: page.appeals, next: page.nextPageToken, total: page.total };
          }}
          idOf={({ uid }) => uid}
          row={(appeal) => (
            <li>
              <span>
                <Link href={`/social-protection/people/${appeal.survivorUid}`}>{t('appeals.lodged', { when: shown(appeal.lodgedOn) })}</Link>
                <span className="quiet"> · {label(AppealCommissionSchema, appeal.commission)}</span>
              </span>
              <Badge variant="default">{label(AppealStateSchema, appeal.state)}</Badge>
            </li>
          )} />
      </Section>
    </Page>
  );
}
