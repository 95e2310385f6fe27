// A review: the verdict as a choice, and in words. Both belong to the version that was seen.
import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';

import { Deed, type Version } from '../parts/Deed.tsx';
import { ChoiceField } from '../parts/fields.tsx';
import { useOversightWords } from './words.ts';

export function Verdict({ place, title, options, seen, latest, send, of, done }: {
  place: string;
  title: string;
  options: [number, string][];
  seen: Version;
  latest: () => Promise<Version | undefined>;
  send: (given: { requestId: string; etag: string; verdict: number; verdictWords: string }) => Promise<unknown>;
  of: QueryKey[];
  done: () => void;
}) {
  const { t } = useOversightWords();
  const [verdict, setVerdict] = useState(0);
  return (
    <Deed place={place} title={title} button={t('over.review')} field="verdict_words" label={t('over.verdictWords')} hint={t('over.noNames')} seen={seen} latest={latest} said={verdict} of={of} done={done}
      send={({ requestId, etag, reason }) => send({ requestId, etag, verdict, verdictWords: reason })}>
      {(faults) => <ChoiceField field="verdict" label={t('over.verdict')} faults={faults} value={verdict} options={options} onChange={setVerdict} />}
    </Deed>
  );
}
