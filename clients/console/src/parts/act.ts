// One change that a person makes: with a request id that stays while the same thing is tried again, so that it is never done twice, and a
// fresh one for whatever is said anew.
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

import { mayPass, problemOf } from '../calls/problem.ts';
import { useWords } from '../words/words.tsx';

const said = (input: unknown) => JSON.stringify(input, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

export function useAct<Input, Answer>(call: (input: Input, requestId: string) => Promise<Answer>, { of, done, stale }: {
  // What is read anew afterwards.
  of: QueryKey[];
  done?: (answer: Answer, input: Input) => void;
  // Somebody else was quicker.
  stale?: () => void;
}) {
  const queries = useQueryClient();
  const { reason } = useWords();
  const last = useRef({ id: '', said: '' });
  const act = useMutation({
    mutationFn: (input: Input) => {
      const now = said(input);
      if (last.current.said !== now) last.current = { id: crypto.randomUUID(), said: now };
      return call(input, last.current.id);
    },
    onSuccess: (answer, input) => {
      last.current = { id: '', said: '' };
      done?.(answer, input);
      for (const queryKey of of) void queries.invalidateQueries({ queryKey });
    },
    onError: (error) => {
      const problem = problemOf(error);
      if (!mayPass(problem)) last.current = { id: '', said: '' };
      if (problem.trouble !== 'stale') return;
      // Whoever shows both versions keeps the page as it is until the person has decided (parts/Stale.tsx).
      if (stale) stale();
      else for (const queryKey of of) void queries.invalidateQueries({ queryKey });
    },
  });
  const problem = act.error ? problemOf(act.error) : undefined;
  const faults = (problem?.faults ?? []).map((fault) => ({ ...fault, words: reason(fault.reason, fault.words) }));
  return { act, problem, faults };
}
