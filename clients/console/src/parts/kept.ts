// What stands in a form, kept sealed in this browser until it is sent: it is there again after a lost line, a session that ended, or a
// stronger sign-in.
import { useCallback, useEffect, useRef, useState } from 'react';

import { useStanding } from '../app/session.tsx';
import { type Entry, SealedStore } from '../drafts/sealed-store.ts';

interface KeptForm<Content> extends Entry {
  content: Content;
}

// One for the whole page.
let opened: { subject: string; store: Promise<SealedStore> } | undefined;

function storeOf({ subject, draftKey }: { subject: string; draftKey: string }): Promise<SealedStore> {
  if (opened?.subject !== subject) opened = { subject, store: SealedStore.open(subject, draftKey) };
  return opened.store;
}

// `id` names the form and what it is about. A browser that keeps nothing is no reason not to work.
export function useKept<Content extends object>(id: string, empty: Content) {
  const { session } = useStanding();
  const [content, setContent] = useState(empty);
  const written = useRef(false);
  const store = storeOf(session);
  useEffect(() => {
    let gone = false;
    written.current = false;
    store.then((shelves) => shelves.get<KeptForm<Content>>('notes', id)).then((found) => {
      if (found && !gone && !written.current) setContent(found.content);
    }, () => undefined);
    return () => {
      gone = true;
    };
  }, [store, id]);
  const write = useCallback((next: Content) => {
    written.current = true;
    setContent(next);
    store.then((shelves) => shelves.put<KeptForm<Content>>('notes', { id, changedAt: Date.now(), content: next })).catch(() => undefined);
  }, [store, id]);
  const forget = useCallback(() => {
    written.current = true;
    store.then((shelves) => shelves.remove('notes', id)).catch(() => undefined);
  }, [store, id]);
  return { content, write, forget };
}
