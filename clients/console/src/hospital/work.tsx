// What the desk keeps in this browser: drafts, and the queue of what was handed in.
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';

import { problemOf } from '../calls/problem.ts';
import { incidents } from '../calls/incident.ts';
import { useStanding } from '../app/session.tsx';
import { Queue, type Submission } from '../drafts/queue.ts';
import { SealedStore } from '../drafts/sealed-store.ts';
import { Failed, Loading } from '../parts/states.tsx';
import { type Draft, requestOf } from './draft.ts';

const RECEIPT = 'audit-receipt-bin';

async function send(submission: Submission<Draft>) {
  let proof = '';
  try {
    const incident = await incidents.registerIncident(requestOf({ ...submission.content, requestId: submission.requestId }), {
      onTrailer: (trailer) => {
        proof = trailer.get(RECEIPT) ?? '';
      },
    });
    return { name: incident.name, number: incident.number, acceptedAt: Date.now(), proof };
  } catch (error) {
    if (problemOf(error).trouble === 'session-over') window.dispatchEvent(new Event('dayaq-session-over'));
    throw error;
  }
}

interface Work {
  store: SealedStore;
  queue: Queue<Draft>;
}
const Context = createContext<Work | undefined>(undefined);

export function WorkProvider({ children }: { children: ReactNode }) {
  const { session } = useStanding();
  const [work, setWork] = useState<Work>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    let queue: Queue<Draft> | undefined;
    let gone = false;
    SealedStore.open(session.subject, session.draftKey)
      .then(async (store) => {
        if (gone) return;
        queue = new Queue(store, send);
        await queue.start();
        if (gone) queue.stop();
        else setWork({ store, queue });
      })
      .catch(setFailure);
    return () => {
      gone = true;
      queue?.stop();
    };
  }, [session.subject, session.draftKey]);
  const value = useMemo(() => work, [work]);
  if (failure) return <Failed error={failure} />;
  if (!value) return <Loading />;
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useWork(): Work {
  const work = useContext(Context);
  if (!work) throw new Error('no work outside a desk');
  return work;
}

export function useSubmissions() {
  const { queue } = useWork();
  return useSyncExternalStore(queue.subscribe, queue.snapshot);
}
