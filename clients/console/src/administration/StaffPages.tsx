// Who works here: a list, and one person with the roles, the sessions and the end of the account.
import { create } from '@bufbuild/protobuf';
import { Badge, Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { go, Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { access } from '../calls/transport.ts';
import { type Staff, StaffSchema } from '../contract/dayaq/access/v1/staff_pb.ts';
import { useAct } from '../parts/act.ts';
import { Deed } from '../parts/Deed.tsx';
import { Facts } from '../parts/Facts.tsx';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { TextField, TickField } from '../parts/fields.tsx';
import { Hidden } from '../parts/Hidden.tsx';
import { useKept } from '../parts/kept.ts';
import { useInstitutions, useRoles } from '../parts/names.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { shownTime } from '../values/time.ts';
import { AssignmentRow } from './Assignment.tsx';
import { Propose } from './Propose.tsx';
import { useAdminWords } from './words.ts';

const fullName = ({ givenName, familyName }: Staff) => [givenName, familyName].filter((part) => part !== '').join(' ');

function AddStaff() {
  const { t } = useAdminWords();
  const { my } = useStanding();
  // New people mostly come from where the administrator comes from.
  const self = useQuery({ queryKey: ['staff', my.staff], queryFn: () => access.getStaff({ name: my.staff }) });
  const { content, write, forget } = useKept('administration add staff', { issuer: '', subject: '', givenName: '', familyName: '' });
  const issuer = content.issuer || (self.data?.issuer ?? '');
  const { act, problem, faults } = useAct((written: typeof content, requestId) => access.createStaff({ requestId, staff: create(StaffSchema, { ...written, issuer }) }), {
    of: [['staff']],
    done: ({ uid }) => { forget(); go(`/administration/staff/${uid}`); },
  });
  const change = (part: Partial<typeof content>) => write({ ...content, ...part });
  return (
    <form className="card" noValidate onSubmit={(event) => { event.preventDefault(); act.mutate(content); }}>
      <h2>{t('adm.addStaff')}</h2>
      <p className="quiet">{t('adm.addHelp')}</p>
      <FaultSummary faults={faults} round={act.failureCount} />
      {problem && faults.length === 0 && <Failed error={act.error} />}
      <div className="pair">
        <TextField field="staff.given_name" label={t('adm.given')} faults={faults} maxLength={80} value={content.givenName} onChange={(givenName) => change({ givenName })} />
        <TextField field="staff.family_name" label={t('adm.family')} faults={faults} maxLength={80} value={content.familyName} onChange={(familyName) => change({ familyName })} />
      </div>
      <TextField field="staff.issuer" label={t('adm.issuer')} faults={faults} maxLength={200} value={issuer} onChange={(text) => change({ issuer: text })} />
      <TextField field="staff.subject" label={t('adm.subject')} hint={t('adm.subjectHint')} faults={faults} maxLength={200} value={content.subject} onChange={(subject) => change({ subject })} />
      <Button type="submit" loading={act.isPending}>{t('adm.addStaff')}</Button>
    </form>
  );
}

export function StaffList() {
  const { t } = useAdminWords();
  const { may } = useStanding();
  const roles = useRoles();
  const institutions = useInstitutions();
  const [filter, setFilter] = useState({ institution: '', role: '', closedToo: false });
  const [adding, setAdding] = useState(false);
  return (
    <Page title={t('adm.staff')} actions={may('staff.create') && <p className="no-print"><Button aria-expanded={adding} onClick={() => setAdding(!adding)}>{t('adm.addStaff')}</Button></p>}>
      {adding && <AddStaff />}
      <div className="pair no-print">
        <NativeSelect className="field" label={t('adm.role')} value={filter.role} onChange={(event) => setFilter({ ...filter, role: event.currentTarget.value })}
          data={[{ value: '', label: t('adm.all') }, ...roles.all.map(({ code }) => ({ value: code, label: roles.title(code) }))]} />
        <NativeSelect className="field" label={t('adm.institution')} value={filter.institution} onChange={(event) => setFilter({ ...filter, institution: event.currentTarget.value })}
          data={[{ value: '', label: t('adm.all') }, ...institutions.institutions.map(({ code }) => ({ value: code, label: institutions.title(code) }))]} />
        <TickField field="closed_too" label={t('adm.closedToo')} value={filter.closedToo} onChange={(closedToo) => setFilter({ ...filter, closedToo })} />
      </div>
      <section className="card">
        <PagedList queryKey={['staff', 'list', filter]} none={t('adm.noStaff')}
          ask={async (pageToken) => {
            const { staff, nextPageToken } = await access.listStaff({ ...filter, pageSize: 50, pageToken });
            return { items: staff, next: nextPageToken };
          }}
          idOf={({ uid }) => uid}
          row={(one) => (
            <li>
              <span><Link href={`/administration/staff/${one.uid}`}>{fullName(one)}</Link> <span className="quiet">{one.subject}</span></span>
              {one.closedTime && <Badge variant="default">{t('adm.closed')}</Badge>}
            </li>
          )} />
      </section>
    </Page>
  );
}

function Sessions({ staff }: { staff: Staff }) {
  const { t } = useAdminWords();
  const { may } = useStanding();
  const [open, setOpen] = useState(false);
  if (!may('session.list')) return null;
  return (
    <section className="card no-print">
      <h2>{t('adm.sessions')}</h2>
      <PagedList queryKey={['staff', staff.name, 'sessions']} none={t('adm.noSessions')}
        ask={async (pageToken) => {
          const { sessions, nextPageToken } = await access.listSessions({ staffUid: staff.uid, pageSize: 5, pageToken });
          return { items: sessions, next: nextPageToken };
        }}
        idOf={({ uid }) => uid}
        row={({ createTime, revokedTime }) => <li>{t('adm.sessionFrom', { when: shownTime(createTime) })}{revokedTime && ` · ${t('adm.revoked', { when: shownTime(revokedTime) })}`}</li>} />
      {may('session.revoke') && <Button size="xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>{t('adm.revoke')}</Button>}
      {open && (
        <Deed place={`administration revoke ${staff.name}`} title={t('adm.revoke')} button={t('adm.revoke')} color="red" seen={{ etag: '', rows: [] }} latest={async () => undefined} of={[['staff']]} done={() => setOpen(false)}
          send={({ requestId, reason }) => access.revokeSessions({ requestId, staffUid: staff.uid, reason })} />
      )}
    </section>
  );
}

function Close({ staff }: { staff: Staff }) {
  const { t } = useAdminWords();
  const { may, my } = useStanding();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  if (staff.closedTime || !may('staff.close') || my.staff === staff.name) return null;
  const rowsOf = (one: Staff): [string, string][] => [[fullName(one), one.closedTime ? `${t('adm.closed')}, ${shownTime(one.closedTime)}` : '–']];
  return (
    <>
      <p className="no-print"><Button size="xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>{t('adm.close')}</Button></p>
      {open && (
        <Deed place={`administration close ${staff.name}`} title={t('adm.close')} help={t('adm.closeHelp')} button={t('adm.close')} color="red" seen={{ etag: staff.etag, rows: rowsOf(staff) }} of={[['staff'], ['role-assignments']]}
          latest={async () => {
            const now = await queries.fetchQuery({ queryKey: ['staff', staff.name], queryFn: () => access.getStaff({ name: staff.name }), staleTime: 0 });
            return { etag: now.etag, rows: rowsOf(now) };
          }}
          done={() => setOpen(false)} send={(given) => access.closeStaff({ ...given, name: staff.name })} />
      )}
    </>
  );
}

export function StaffPage({ uid }: { uid: string }) {
  const { t } = useAdminWords();
  const { may, my } = useStanding();
  const [proposing, setProposing] = useState(false);
  const name = `staff/${uid}`;
  const found = useQuery({ queryKey: ['staff', name], queryFn: () => access.getStaff({ name }) });
  if (found.isPending) return <Page title={t('adm.staff')}><Loading /></Page>;
  if (found.isError) return <Page title={t('adm.staff')}><Failed error={found.error} again={() => void found.refetch()} /></Page>;
  const staff = found.data;
  return (
    <Page title={fullName(staff) || t('adm.staff')}>
      <section className="card">
        <Facts rows={[[t('adm.account'), staff.subject], [t('adm.issuer'), staff.issuer], [t('adm.since'), shownTime(staff.createTime)], [t('adm.closed'), shownTime(staff.closedTime)]]} />
        <Hidden fields={staff.redactedFields} />
      </section>
      <section className="card">
        <h2>{t('adm.assignments')}</h2>
        {staff.assignments.length === 0 && <p role="status">{t('adm.noAssignments')}</p>}
        <ul className="rows">{staff.assignments.map((assignment) => <AssignmentRow key={assignment.uid} assignment={assignment} />)}</ul>
        {!staff.closedTime && may('role_assignment.propose') && my.staff !== name && (
          <p className="no-print"><Button size="xs" variant="default" aria-expanded={proposing} onClick={() => setProposing(!proposing)}>{t('adm.propose')}</Button></p>
        )}
      </section>
      {proposing && <Propose staffUid={uid} done={() => setProposing(false)} />}
      <Sessions staff={staff} />
      <Close staff={staff} />
    </Page>
  );
}
