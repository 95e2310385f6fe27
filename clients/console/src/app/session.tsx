// Who is signed in, what they may do, and whether there is a connection.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';

import { problemOf } from '../calls/problem.ts';
import { access, standing, wordOfSession } from '../calls/transport.ts';
import { type MyAccess, MyAccessSchema } from '../contract/dayaq/access/v1/rights_pb.ts';
import { lastKnown } from './offline.ts';

export interface SignedIn {
  signedIn: true;
  name: string;
  subject: string;
  csrf: string;
  draftKey: string;
}
type Session = SignedIn | { signedIn: false };

const ASSIGNMENT = 'dayaq-assignment';
const LAST_SESSION = 'dayaq-last-session';
const LAST_ACCESS = 'dayaq-last-access';

// As long as the gateway lets a session live.
const LONGEST_MS = 8 * 3_600_000;

interface KeptSession {
  session: Omit<SignedIn, 'csrf'>;
  at: number;
}

// Who sat in this tab when there was a line. What proves requests to the gateway is not kept: without a line nothing is sent, and with one it is
// asked for anew.
function keptSession(): SignedIn | undefined {
  const kept = JSON.parse(sessionStorage.getItem(LAST_SESSION) ?? 'null') as KeptSession | null;
  if (!kept) return undefined;
  if (Date.now() - kept.at < LONGEST_MS) return { ...kept.session, csrf: '' };
  forgetSession();
  return undefined;
}

// Without a line it is whoever sat here when there was one, as long as the tab lives: what they write waits until there is a line again.
async function readSession(): Promise<Session> {
  let answer;
  try {
    answer = await fetch('/session', { credentials: 'same-origin', redirect: 'error' });
  } catch (error) {
    const kept = keptSession();
    if (!kept) throw error;
    return kept;
  }
  if (!answer.ok) throw new Error('the gateway does not say who is signed in');
  const session = (await answer.json()) as Session;
  // What is kept is of one person: nothing of the one before stays.
  if (!session.signedIn || keptSession()?.subject !== session.subject) forgetSession();
  if (session.signedIn) {
    const { signedIn, name, subject, draftKey } = session;
    sessionStorage.setItem(LAST_SESSION, JSON.stringify({ session: { signedIn, name, subject, draftKey }, at: Date.now() } satisfies KeptSession));
  }
  return session;
}

function forgetSession(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key === LAST_SESSION || key.startsWith(LAST_ACCESS)) sessionStorage.removeItem(key);
  }
}

export function useSession() {
  const session = useQuery({ queryKey: ['session'], queryFn: readSession, staleTime: Infinity, retry: 2 });
  if (session.data?.signedIn) {
    standing.subject = session.data.subject;
    if (session.data.csrf !== '') standing.csrf = session.data.csrf;
  }
  return session;
}

// What the person may do in the assignment they act in.
export function useMyAccess(enabled: boolean) {
  const [assignment, setAssignment] = useState(() => sessionStorage.getItem(ASSIGNMENT) ?? '');
  standing.assignment = assignment;
  const queries = useQueryClient();
  const choose = useCallback(
    (uid: string) => {
      sessionStorage.setItem(ASSIGNMENT, uid);
      standing.assignment = uid;
      setAssignment(uid);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
    [queries],
  );
  // Who has not chosen is told of the first and of the others there are, and acts in the first until they say otherwise.
  const headers: HeadersInit = assignment ? {} : { 'dayaq-role-assignment': 'any' };
  const found = useQuery({ queryKey: ['my-access', assignment], queryFn: () => lastKnown(sessionStorage, `${LAST_ACCESS} ${assignment}`, MyAccessSchema, () => access.getMyAccess({}, { headers })), enabled, staleTime: 60_000 });
  const first = found.data && !assignment && found.data.assignments.length > 1 ? found.data.assignment?.uid : undefined;
  useEffect(() => {
    if (first) choose(first);
  }, [first, choose]);
  // An assignment of somebody else who sat here before, or one that ended.
  useEffect(() => {
    if (found.error && assignment && problemOf(found.error).reason === 'ROLE_ASSIGNMENT_INVALID') choose('');
  }, [found.error, assignment, choose]);
  return { found, choose };
}

interface Standing {
  session: SignedIn;
  my: MyAccess;
  may: (action: string) => boolean;
}
const Context = createContext<Standing | undefined>(undefined);

export function StandingProvider({ session, my, children }: { session: SignedIn; my: MyAccess; children: ReactNode }) {
  const value = useMemo(() => {
    const actions = new Set(my.role?.actions.map(({ action }) => action?.code));
    return { session, my, may: (action: string) => actions.has(action) };
  }, [session, my]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useStanding(): Standing {
  const standingNow = useContext(Context);
  if (!standingNow) throw new Error('no desk without a person');
  return standingNow;
}

export async function signOut(): Promise<void> {
  const answer = await fetch('/auth/sign-out', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-dayaq-csrf': await wordOfSession() },
    body: '{}',
  });
  sessionStorage.removeItem(ASSIGNMENT);
  forgetSession();
  const { next } = answer.ok ? ((await answer.json()) as { next: string }) : { next: '/' };
  window.location.assign(next);
}

const lineListeners = (listener: () => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};
export const useLine = () => useSyncExternalStore(lineListeners, () => navigator.onLine);
