// What needs the adviser today: whom to ask, who still works, and what else is due.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { invitations, placements } from '../calls/employment.ts';
import { DueWorkKind, DueWorkKindSchema, InvitationState, InvitationStateSchema } from '../contract/dayaq/employment/v1/invitation_pb.ts';
import { SelectField } from '../parts/fields.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Section } from '../parts/Section.tsx';
import { addDays, today, toMessage } from '../values/day.ts';
import { shown } from '../values/partial-date.ts';
import { useEmploymentWords } from '../words/employment.ts';
import { InvitationRow } from './InvitationRow.tsx';
import { RetentionRow } from './RetentionRow.tsx';

const AHEAD_DAYS = 14;

function OtherWork() {
  const { t, label } = useEmploymentWords();
  const found = useQuery({ queryKey: ['due-work'], queryFn: () => invitations.listDueWork({ limit: 50 }) });
  const due = found.data?.due.filter(({ kind }) => kind !== DueWorkKind.INVITATION) ?? [];
  return (
    <Section title={t('work.other')} show={due.length > 0}>
      <p className="quiet">{t('work.otherHelp')}</p>
      <ul className="rows">{due.map((one) => <li key={one.resource}><span>{label(DueWorkKindSchema, one.kind)} · {shown(one.dueOn)}</span><code>{one.resource}</code></li>)}</ul>
    </Section>
  );
}

export function WorkList() {
  const { t, label } = useEmploymentWords();
  const [said, setSaid] = useState('');
  const [state, setState] = useState(InvitationState.OPEN);
  const states = [InvitationState.OPEN, InvitationState.ACCEPTED, InvitationState.DECLINED, InvitationState.LAPSED];
  return (
    <Page title={t('work.title')}>
      <p role="status" className={said === '' ? 'unseen' : 'card'}>{said}</p>
      <Section title={t('work.invite')}>
        <p className="quiet">{t('work.inviteHelp')}</p>
        <SelectField field="state" label={t('invitation.state')} faults={[]} value={state} options={states.map((one) => [one, label(InvitationStateSchema, one)])} onChange={(value) => setState(Number(value) || InvitationState.OPEN)} />
        <PagedList queryKey={['invitations', state]} none={t('work.inviteNone')}
          ask={async (pageToken) => {
            const page = await invitations.listInvitations({ states: [state], pageSize: 25, pageToken });
            return { items: page.invitations, next: page.nextPageToken };
          }}
          idOf={({ uid }) => uid} row={(invitation) => <InvitationRow invitation={invitation} say={setSaid} />} />
      </Section>
      <Section title={t('work.retention')}>
        <p className="quiet">{t('work.retentionHelp')}</p>
        <PagedList queryKey={['retention']} none={t('work.retentionNone')}
          ask={async (pageToken) => {
            const page = await placements.listRetentionDue({ until: toMessage(addDays(today(), AHEAD_DAYS)), pageSize: 25, pageToken });
            return { items: page.checks, next: page.nextPageToken };
          }}
          idOf={({ uid }) => uid} row={(check) => <RetentionRow check={check} say={setSaid} />} />
      </Section>
      <OtherWork />
    </Page>
  );
}
