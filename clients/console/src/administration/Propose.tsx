// A role for somebody: given at once, or, when it is a powerful one, proposed. What is written waits through the stronger sign-in this asks for.
import { create } from '@bufbuild/protobuf';
import { Button } from '@mantine/core';

import { access } from '../calls/transport.ts';
import { RoleAssignmentSchema } from '../contract/dayaq/access/v1/role_assignment_pb.ts';
import { useAct } from '../parts/act.ts';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { SelectField, TextField, TickField } from '../parts/fields.tsx';
import { useKept } from '../parts/kept.ts';
import { useInstitutions, useRoles } from '../parts/names.tsx';
import { Failed } from '../parts/states.tsx';
import { useAdminWords } from './words.ts';

const EMPTY = { role: '', institution: '', national: false, districts: '', person: '', reason: '' };

export function Propose({ staffUid, done }: { staffUid: string; done: () => void }) {
  const { t } = useAdminWords();
  const roles = useRoles();
  const institutions = useInstitutions();
  const { content, write, forget } = useKept(`administration propose ${staffUid}`, EMPTY);
  const chosen = roles.all.find(({ code }) => code === content.role);
  const { act, problem, faults } = useAct(
    (written: typeof EMPTY, requestId) => access.proposeRoleAssignment({
      requestId,
      roleAssignment: create(RoleAssignmentSchema, {
        staffUid,
        role: written.role,
        institution: written.institution,
        national: !chosen?.ofPerson && written.national,
        districts: chosen?.ofPerson || written.national ? [] : written.districts.toUpperCase().split(/[\s,;]+/).filter((code) => code !== ''),
        personUid: chosen?.ofPerson ? written.person.trim().replace(/^survivors\//, '') : '',
        reason: written.reason.trim(),
      }),
    }),
    { of: [['role-assignments'], ['staff']], done: () => { forget(); done(); } },
  );
  const change = (part: Partial<typeof EMPTY>) => write({ ...content, ...part });
  const at = (field: string) => `role_assignment.${field}`;
  return (
    <form className="card no-print" noValidate onSubmit={(event) => { event.preventDefault(); act.mutate(content); }}>
      <h2>{t('adm.propose')}</h2>
      <p className="quiet">{t('adm.proposeHelp')}</p>
      <FaultSummary faults={faults} round={act.failureCount} />
      {problem && faults.length === 0 && <Failed error={act.error} />}
      <div className="pair">
        <SelectField field={at('role')} label={t('adm.role')} faults={faults} value={content.role} onChange={(role) => change({ role })}
          hint={chosen?.powerful ? t('adm.powerful') : chosen?.ofPerson ? t('adm.ofPerson') : undefined} options={roles.all.map(({ code }) => [code, roles.title(code)])} />
        <SelectField field={at('institution')} label={t('adm.institution')} faults={faults} value={content.institution} onChange={(institution) => change({ institution })}
          options={institutions.institutions.filter(({ closedTime }) => !closedTime).map(({ code }) => [code, institutions.title(code)])} />
      </div>
      {!chosen?.ofPerson && <TickField field={at('national')} label={t('adm.national')} value={content.national} onChange={(national) => change({ national })} />}
      {!chosen?.ofPerson && !content.national && (
        <TextField field={at('districts')} label={t('adm.districts')} hint={t('adm.districtsHint')} faults={faults} maxLength={400} value={content.districts} onChange={(districts) => change({ districts })} />
      )}
      {chosen?.ofPerson && <TextField field={at('person_uid')} label={t('adm.person')} hint={t('adm.personHint')} faults={faults} maxLength={100} value={content.person} onChange={(person) => change({ person })} />}
      <TextField field={at('reason')} label={t('correct.reason')} hint={t('correct.reasonHint')} faults={faults} maxLength={500} value={content.reason} onChange={(reason) => change({ reason })} />
      <Button type="submit" loading={act.isPending}>{t('adm.propose')}</Button>
    </form>
  );
}
