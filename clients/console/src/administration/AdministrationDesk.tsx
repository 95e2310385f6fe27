// The desk of those who give rights and of those who run the house: proposals, staff, roles, events that got stuck.
import { partsAfter, useRoute } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { access } from '../calls/transport.ts';
import { RoleAssignmentState } from '../contract/dayaq/access/v1/role_assignment_pb.ts';
import { DeskNav } from '../parts/DeskNav.tsx';
import { Page } from '../parts/Page.tsx';
import { PagedList } from '../parts/PagedList.tsx';
import { AssignmentRow } from './Assignment.tsx';
import { ParkedCard, ParkedPage } from './ParkedPage.tsx';
import { RolePage, RolesPage } from './RolePages.tsx';
import { StaffList, StaffPage } from './StaffPages.tsx';
import { useAdminWords } from './words.ts';

function Proposals() {
  const { t } = useAdminWords();
  return (
    <section className="card">
      <h2>{t('adm.proposals')}</h2>
      <p className="quiet">{t('adm.proposalsHelp')}</p>
      <PagedList queryKey={['role-assignments', 'proposed']} none={t('adm.noProposals')}
        ask={async (pageToken) => {
          const { roleAssignments, nextPageToken } = await access.listRoleAssignments({ states: [RoleAssignmentState.PROPOSED], pageSize: 25, pageToken });
          return { items: roleAssignments, next: nextPageToken };
        }}
        idOf={({ uid }) => uid}
        row={(assignment) => <AssignmentRow assignment={assignment} who />} />
    </section>
  );
}

function WorkList() {
  const { t } = useAdminWords();
  const { may } = useStanding();
  return (
    <Page title={t('adm.today')}>
      <p>{t('adm.lead')}</p>
      {may('role_assignment.approve') && <Proposals />}
      {may('outbox.list_parked') && <ParkedCard />}
    </Page>
  );
}

function Place() {
  const { t } = useAdminWords();
  const [page, one] = partsAfter(useRoute(), '/administration');
  if (page === undefined) return <WorkList />;
  if (page === 'staff' && one) return <StaffPage key={one} uid={one} />;
  if (page === 'staff') return <StaffList />;
  if (page === 'roles' && one) return <RolePage key={one} code={one} />;
  if (page === 'roles') return <RolesPage />;
  if (page === 'parked') return <ParkedPage />;
  return <Page title={t('app.notThere')} narrow><p>{t('app.notThereHelp')}</p></Page>;
}

export default function AdministrationDesk() {
  const { t } = useAdminWords();
  const { may } = useStanding();
  const places: [string, string, boolean][] = [
    ['/administration', t('adm.work'), true],
    ['/administration/staff', t('adm.staff'), may('staff.list')],
    ['/administration/roles', t('adm.roles'), may('access.describe_role')],
    ['/administration/parked', t('adm.parked'), may('outbox.list_parked')],
  ];
  return (
    <>
      <DeskNav label={t('adm.places')} places={places.filter(([, , shown]) => shown).map(([href, words]) => [href, words])} />
      <Place />
    </>
  );
}
