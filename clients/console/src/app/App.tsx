// Who comes in, and to which desk.
import { NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';

import { problemOf } from '../calls/problem.ts';
import type { MyAccess } from '../contract/dayaq/access/v1/rights_pb.ts';
import { Page } from '../parts/Page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { useWords } from '../words/words.tsx';
import { type Desk, Frame } from './Frame.tsx';
import { go, useRoute } from './route.tsx';
import { type SignedIn, StandingProvider, useMyAccess, useSession } from './session.tsx';
import { SignIn } from './SignIn.tsx';

const AdministrationDesk = lazy(() => import('../administration/AdministrationDesk.tsx'));
const HospitalDesk = lazy(() => import('../hospital/HospitalDesk.tsx'));
const MineActionDesk = lazy(() => import('../mine-action/MineActionDesk.tsx'));
const OversightDesk = lazy(() => import('../oversight/OversightDesk.tsx'));
const OwnDesk = lazy(() => import('../own/OwnDesk.tsx'));
const EmploymentDesk = lazy(() => import('../employment/EmploymentDesk.tsx'));
const RehabilitationDesk = lazy(() => import('../rehabilitation/RehabilitationDesk.tsx'));
const StatisticsDesk = lazy(() => import('../statistics/StatisticsDesk.tsx'));
const SocialDesk = lazy(() => import('../social/SocialDesk.tsx'));

// A desk is for whoever may do its first work, or one of its works, whatever their role is called.
const DESKS = [
  { start: '/hospital', word: 'hospital.desk', action: 'incident.correct_casualty', Desk: HospitalDesk },
  { start: '/mine-action', word: 'mine.desk', action: 'incident.verify', Desk: MineActionDesk },
  { start: '/social-protection', word: 'social.desk', action: 'payment_run.read', Desk: SocialDesk },
  { start: '/rehabilitation', word: 'rehabilitation.desk', action: 'renewal.call_in', Desk: RehabilitationDesk },
  { start: '/employment', word: 'employment.desk', action: 'invitation.manage', Desk: EmploymentDesk },
  { start: '/statistics', word: 'statistics.desk', action: 'figure.read', Desk: StatisticsDesk },
  { start: '/oversight', word: 'oversight.desk', action: 'audit.search', Desk: OversightDesk },
  { start: '/administration', word: 'admin.desk', action: ['role_assignment.approve', 'outbox.list_parked'], Desk: AdministrationDesk },
] as const;
// Who asks about one record sees that one, and no desk.
const OWN = { start: '/my-record', word: 'own.desk', Desk: OwnDesk } as const;

function desksOf(my?: MyAccess) {
  if (my?.role?.ofPerson) return [OWN];
  const actions = new Set(my?.role?.actions.map(({ action }) => action?.code));
  return DESKS.filter(({ action }) => [action].flat().some((one) => actions.has(one)));
}

function Roles({ my, choose }: { my: MyAccess; choose: (uid: string) => void }) {
  const { t, language } = useWords();
  if (my.assignments.length < 2) return null;
  const titleOf = (role: string) => {
    const term = my.roles.find(({ code }) => code === role);
    return (language === 'az' ? term?.az : term?.en) ?? role;
  };
  return (
    <NativeSelect
      size="xs"
      aria-label={t('app.role')}
      value={my.assignment?.uid ?? ''}
      onChange={(event) => choose(event.currentTarget.value)}
      data={my.assignments.map(({ uid, role, institution }) => ({ value: uid, label: `${titleOf(role)} · ${institution}` }))}
    />
  );
}

// Somewhere a call said that the session is over: the page stays as it is, and says so.
function useSessionOver() {
  const queries = useQueryClient();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const look = (error: unknown) => {
      if (error && problemOf(error).trouble === 'session-over') setOver(true);
    };
    const reads = queries.getQueryCache().subscribe(({ query }) => look(query.state.error));
    const writes = queries.getMutationCache().subscribe(({ mutation }) => look(mutation?.state.error));
    const heard = () => setOver(true);
    window.addEventListener('dayaq-session-over', heard);
    return () => {
      reads();
      writes();
      window.removeEventListener('dayaq-session-over', heard);
    };
  }, [queries]);
  return over;
}

function Inside({ session }: { session: SignedIn }) {
  const { t, language } = useWords();
  const route = useRoute();
  const over = useSessionOver();
  const { found, choose } = useMyAccess(true);
  const [my, setMy] = useState<MyAccess>();
  useEffect(() => {
    if (found.data) setMy(found.data);
  }, [found.data]);
  const open = desksOf(my);
  const desks: Desk[] = open.map(({ start, word }) => ({ start, name: t(word) }));
  const first = desks[0]?.start;
  useEffect(() => {
    if (route === '/' && first) go(first, { replace: true });
  }, [route, first]);
  const here = open.find(({ start }) => route === start || route.startsWith(`${start}/`));
  const role = language === 'az' ? my?.role?.title?.az : my?.role?.title?.en;
  return (
    <Frame desks={desks} who={session.name} sessionOver={over} roles={my && <Roles my={my} choose={choose} />}>
      {!my && found.isError && (
        <Page title={t('app.name')} narrow>
          <Failed error={found.error} again={() => void found.refetch()} />
          {problemOf(found.error).reason === 'ROLE_ASSIGNMENT_INVALID' && <p>{t('app.noRoleHelp')}</p>}
        </Page>
      )}
      {!my && !found.isError && <Loading />}
      {my && here && (
        <StandingProvider session={session} my={my}>
          <Suspense fallback={<Loading />}>
            <here.Desk />
          </Suspense>
        </StandingProvider>
      )}
      {my && !here && route !== '/' && (
        <Page title={t('app.notThere')} narrow>
          <p>{t('app.notThereHelp')}</p>
        </Page>
      )}
      {my && !first && (
        <Page title={t('app.noDesk')} narrow>
          <p>{t('app.noDeskHelp', { role: role ?? '' })}</p>
        </Page>
      )}
    </Frame>
  );
}

export function App() {
  const { t } = useWords();
  const session = useSession();
  if (session.data?.signedIn) return <Inside session={session.data} />;
  return (
    <Frame desks={[]}>
      {session.isPending && <Loading />}
      {session.isError && (
        <Page title={t('app.name')} narrow>
          <Failed error={session.error} again={() => void session.refetch()} />
        </Page>
      )}
      {session.data && <SignIn />}
    </Frame>
  );
}
