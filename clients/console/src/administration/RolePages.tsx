// Roles as the access policy has them: who sees what, and one role in full, as the service itself describes it.
import { useQueries, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { access } from '../calls/transport.ts';
import { DataClass, DataClassSchema } from '../contract/dayaq/access/v1/annotations_pb.ts';
import type { PolicyTerm, RoleDescription } from '../contract/dayaq/access/v1/rights_pb.ts';
import { RoleAssignmentState } from '../contract/dayaq/access/v1/role_assignment_pb.ts';
import { TickField } from '../parts/fields.tsx';
import { useRoles } from '../parts/names.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { Table } from '../parts/Table.tsx';
import { AssignmentRow } from './Assignment.tsx';
import { useAdminWords } from './words.ts';

// What everybody sees, and what nobody does, tells nothing apart.
const CLASSES = DataClassSchema.values.map(({ number }) => number).filter((one) => ![DataClass.UNSPECIFIED, DataClass.PUBLIC, DataClass.OPERATIONAL, DataClass.SECRET].includes(one));

const describe = (code: string) => ({ queryKey: ['role', code], queryFn: () => access.describeRole({ name: `roles/${code}` }), staleTime: Infinity });

export function RolesPage() {
  const { t, label } = useAdminWords();
  const roles = useRoles();
  const described = useQueries({ queries: roles.all.map(({ code }) => describe(code)) });
  const failed = described.find(({ isError }) => isError);
  const pending = described.some(({ isPending }) => isPending);
  const mark = ({ reads, writes }: RoleDescription, one: DataClass): ReactNode => {
    if (!reads.includes(one)) return <span className="unseen">{t('adm.not')}</span>;
    const also = writes.includes(one);
    return <><span aria-hidden="true">{also ? '✎' : '✓'}</span><span className="unseen">{also ? t('adm.writes') : t('adm.sees')}</span></>;
  };
  return (
    <Page title={t('adm.roles')}>
      <section className="card">
        <h2>{t('adm.matrix')}</h2>
        <p className="quiet">{t('adm.matrixHelp')}</p>
        {pending && !failed && <Loading />}
        {failed && <Failed error={failed.error} again={() => void failed.refetch()} />}
        {!pending && !failed && (
          <Table caption={t('adm.matrix')} heads={[[t('adm.role')], ...CLASSES.map((one): [string] => [label(DataClassSchema, one)])]}
            rows={roles.all.map(({ code, powerful }, place) => {
              const role = described[place]?.data;
              return [<><Link href={`/administration/roles/${code}`}>{roles.title(code)}</Link>{powerful && <><br /><span className="quiet">{t('adm.powerful')}</span></>}</>, ...CLASSES.map((one) => (role ? mark(role, one) : ''))];
            })} />
        )}
      </section>
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Holders({ role }: { role: string }) {
  const { t } = useAdminWords();
  const { may } = useStanding();
  if (!may('role_assignment.list')) return null;
  return (
    <Section title={t('adm.holders')}>
      <PagedList queryKey={['role-assignments', 'of', role]} none={t('adm.noHolders')}
        ask={async (pageToken) => {
          const { roleAssignments, nextPageToken } = await access.listRoleAssignments({ role, states: [RoleAssignmentState.IN_FORCE, RoleAssignmentState.PROPOSED], pageSize: 25, pageToken });
          return { items: roleAssignments, next: nextPageToken };
        }}
        idOf={({ uid }) => uid}
        row={(assignment) => <AssignmentRow assignment={assignment} who />} />
    </Section>
  );
}

export function RolePage({ code }: { code: string }) {
  const { t, label, language } = useAdminWords();
  const roles = useRoles();
  const [codes, setCodes] = useState(false);
  const found = useQuery(describe(code));
  const said = (term?: PolicyTerm) => (language === 'az' ? term?.az : term?.en) || (term?.code ?? '');
  const role = found.data;
  return (
    <Page title={roles.title(code)}>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {role && (
        <>
          {role.powerful && <p><strong>{t('adm.powerful')}</strong></p>}
          <Section title={t('adm.purposes')}><p>{role.purposes.map(said).join(', ')}</p></Section>
          <Section title={t('adm.reads')}><p>{role.reads.map((one) => label(DataClassSchema, one)).join(', ')}</p></Section>
          <Section title={t('adm.writesClasses')}><p>{role.writes.map((one) => label(DataClassSchema, one)).join(', ') || '–'}</p></Section>
          <Section title={t('adm.rows')}>
            {role.rows.length === 0 ? <p>{t('adm.noRows')}</p> : <ul>{role.rows.map(({ facts }, place) => <li key={place}>{facts.map(said).join(t('adm.and'))}</li>)}</ul>}
          </Section>
          <Section title={t('adm.actions')}>
            <TickField field="codes" label="incident.verify, …" value={codes} onChange={setCodes} />
            <ul>{role.actions.map(({ action, needs }) => (
              <li key={action?.code}>{said(action)}{codes && <> <code>{action?.code}</code></>}{needs.length > 0 && <span className="quiet"> ({t('adm.needs', { needs: needs.map(said).join(', ') })})</span>}</li>
            ))}</ul>
          </Section>
          {role.denials.length > 0 && (
            <Section title={t('adm.denials')}>
              <ul>{role.denials.map(({ rule, classes, becauseAz, becauseEn }) => <li key={rule}>{language === 'az' ? becauseAz : becauseEn}{classes.length > 0 && <span className="quiet"> ({classes.map((one) => label(DataClassSchema, one)).join(', ')})</span>}</li>)}</ul>
            </Section>
          )}
          {role.incompatible.length > 0 && (
            <Section title={t('adm.incompatible')}><ul>{role.incompatible.map((term, place) => <li key={place}>{roles.title(term.code)} <span className="quiet">({said(term)})</span></li>)}</ul></Section>
          )}
          <Holders role={code} />
        </>
      )}
    </Page>
  );
}
