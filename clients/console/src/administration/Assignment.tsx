// A role that somebody holds or was proposed, and what can be done about it.
import { Alert, Badge, Button } from '@mantine/core';
import { useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { access } from '../calls/transport.ts';
import { type RoleAssignment, RoleAssignmentState, RoleAssignmentStateSchema } from '../contract/dayaq/access/v1/role_assignment_pb.ts';
import { useAct } from '../parts/act.ts';
import { Deed } from '../parts/Deed.tsx';
import { StaffName, useInstitutions, useRoles } from '../parts/names.tsx';
import { Failed } from '../parts/states.tsx';
import { shownTime } from '../values/time.ts';
import { useAdminWords } from './words.ts';

const { PROPOSED, IN_FORCE } = RoleAssignmentState;
const ANEW = [['role-assignments'], ['staff']];

function Approve({ assignment }: { assignment: RoleAssignment }) {
  const { t } = useAdminWords();
  const { name, etag } = assignment;
  const { act, problem } = useAct(({ version }: { version: string }, requestId) => access.approveRoleAssignment({ requestId, name, etag: version }), { of: ANEW });
  return (
    <>
      <Button size="xs" loading={act.isPending} onClick={() => act.mutate({ version: etag })}>{t('adm.approve')}</Button>
      {problem && <div className="whole">{problem.trouble === 'stale' ? <Alert color="yellow" role="alert">{t('adm.changed')}</Alert> : <Failed error={act.error} />}</div>}
    </>
  );
}

// `who`: also says whose it is, where the list is not of one person.
export function AssignmentRow({ assignment, who }: { assignment: RoleAssignment; who?: boolean }) {
  const { t, label } = useAdminWords();
  const { may, my } = useStanding();
  const roles = useRoles();
  const institutions = useInstitutions();
  const [open, setOpen] = useState<'reject' | 'end'>();
  const mine = my.staff === `staff/${assignment.proposedBy}`;
  const where = assignment.national ? t('adm.national') : assignment.districts.join(', ');
  const rowsOf = (one: RoleAssignment): [string, string][] => [['', label(RoleAssignmentStateSchema, one.state)], [t('correct.reason'), one.endedReason]];
  const latest = async () => {
    const now = (await access.listRoleAssignments({ staffUid: assignment.staffUid, pageSize: 200 })).roleAssignments.find(({ uid }) => uid === assignment.uid);
    return now && { etag: now.etag, rows: rowsOf(now) };
  };
  const button = (what: 'reject' | 'end') => (
    <Button size="xs" variant={open === what ? 'filled' : 'default'} aria-expanded={open === what} onClick={() => setOpen(open === what ? undefined : what)}>
      {t(`adm.${what}`)} <span className="unseen">{roles.title(assignment.role)}</span>
    </Button>
  );
  return (
    <li className="tall">
      <span>
        {who && <><Link href={`/administration/staff/${assignment.staffUid}`}><StaffName uid={assignment.staffUid} /></Link><br /></>}
        <strong>{roles.title(assignment.role)}</strong>, {institutions.title(assignment.institution)}
        {assignment.delegatedFrom !== '' && ` · ${t('adm.delegated')}: ${assignment.delegatedActions.join(', ')}`}
        <br />
        <span className="quiet">
          {[where, assignment.registers.join(', ') === 'az' ? '' : assignment.registers.join(', '), assignment.validUntil ? t('adm.until', { until: shownTime(assignment.validUntil) }) : '', assignment.reason].filter((part) => part !== '').join(' · ')}
          {assignment.proposedBy !== '' && <> · {t('adm.proposedBy')} <StaffName uid={assignment.proposedBy} /></>}
          {assignment.endedReason !== '' && ` · ${assignment.endedReason}`}
        </span>
      </span>
      <span className="doing">
        <Badge variant="default">{label(RoleAssignmentStateSchema, assignment.state)}</Badge>
        {assignment.state === PROPOSED && may('role_assignment.approve') && (mine ? <span className="quiet">{t('adm.own')}</span> : <Approve assignment={assignment} />)}
        {assignment.state === PROPOSED && may('role_assignment.reject') && button('reject')}
        {assignment.state === IN_FORCE && assignment.delegatedFrom === '' && may('role_assignment.end') && button('end')}
      </span>
      {open && (
        <div className="whole">
          <Deed key={open} place={`administration ${open} ${assignment.name}`} title={t(`adm.${open}Title`)} button={t(`adm.${open}`)} color="red" seen={{ etag: assignment.etag, rows: rowsOf(assignment) }} latest={latest} of={ANEW}
            done={() => setOpen(undefined)} send={(given) => (open === 'end' ? access.endRoleAssignment({ ...given, name: assignment.name }) : access.rejectRoleAssignment({ ...given, name: assignment.name }))} />
        </div>
      )}
    </li>
  );
}
