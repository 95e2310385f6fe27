// Something that is decided, with the reason in words and on the version that the person saw. When another hand was quicker, both versions
// stand side by side and the person decides again. What is written outlives the session.
import { Alert, Button, type MantineColor } from '@mantine/core';
import type { QueryKey } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

import type { Fault } from '../calls/problem.ts';
import { useWords } from '../words/words.tsx';
import { useAct } from './act.ts';
import { Facts } from './Facts.tsx';
import { FaultSummary } from './FaultSummary.tsx';
import { LongTextField } from './fields.tsx';
import { useKept } from './kept.ts';
import { Failed } from './states.tsx';

// A version of what is decided about, and what of it the person should compare.
export interface Version {
  etag: string;
  rows: [string, ReactNode][];
}

interface DeedProps {
  // Names the deed and what it is about, so that what is written comes back to it.
  place: string;
  title: string;
  help?: string;
  button: string;
  color?: MantineColor;
  // What the contract calls the reason.
  field?: string;
  label?: string;
  hint?: string;
  seen: Version;
  latest: () => Promise<Version | undefined>;
  send: (given: { requestId: string; etag: string; reason: string }) => Promise<unknown>;
  // What is read anew afterwards.
  of: QueryKey[];
  done: () => void;
  // What else is filled in: it belongs to what is said.
  said?: unknown;
  // More to fill in, above the reason; given the faults of what was sent.
  children?: ReactNode | ((faults: Fault[]) => ReactNode);
}

// What the two say otherwise; all of it where they do not differ in what is shown.
function differing({ rows }: Version, other: Version): Version['rows'] {
  const found = rows.filter(([name, value]) => value !== other.rows.find(([otherName]) => otherName === name)?.[1]);
  return (found.length > 0 ? found : rows).map(([name, value]) => [name, value === '' ? '–' : value]);
}

function BothVersions({ seen, now, go, leave }: { seen: Version; now: Version; go: () => void; leave: () => void }) {
  const { t } = useWords();
  return (
    <Alert color="yellow" role="alert" title={t('correct.staleTitle')} my="md">
      <p>{t('deed.staleHelp')}</p>
      <div className="pair versions">
        <section className="card"><h2>{t('deed.seen')}</h2><Facts rows={differing(seen, now)} /></section>
        <section className="card"><h2>{t('correct.theirs')}</h2><Facts rows={differing(now, seen)} /></section>
      </div>
      <div className="choices">
        <Button onClick={go}>{t('deed.onTheNew')}</Button>
        <Button variant="default" onClick={leave}>{t('correct.keepTheirs')}</Button>
      </div>
    </Alert>
  );
}

export function Deed({ place, title, help, button, color, field = 'reason', label, hint, seen, latest, send, said, of, done, children }: DeedProps) {
  const { t } = useWords();
  const { content, write, forget } = useKept(place, { reason: '' });
  const [onVersion, setOnVersion] = useState(seen);
  const [now, setNow] = useState<Version>();
  const { act, problem, faults } = useAct(
    ({ etag, reason }: { etag: string; reason: string; said: unknown }, requestId) => send({ requestId, etag, reason }),
    {
      of,
      done: () => {
        forget();
        done();
      },
      stale: () => void latest().then(setNow, () => undefined),
    },
  );
  const decide = (etag: string) => act.mutate({ etag, reason: content.reason.trim(), said });
  if (now) {
    const decideAnew = () => {
      setOnVersion(now);
      setNow(undefined);
      decide(now.etag);
    };
    return <BothVersions seen={onVersion} now={now} go={decideAnew} leave={done} />;
  }
  return (
    <form className="card no-print" noValidate onSubmit={(event) => { event.preventDefault(); decide(onVersion.etag); }}>
      <h2>{title}</h2>
      {help && <p className="quiet">{help}</p>}
      <FaultSummary faults={faults} round={act.failureCount} />
      {problem && faults.length === 0 && problem.trouble !== 'stale' && <Failed error={act.error} />}
      {typeof children === 'function' ? children(faults) : children}
      <LongTextField field={field} label={label ?? t('correct.reason')} hint={hint ?? t('correct.reasonHint')} faults={faults} value={content.reason} onChange={(reason) => write({ reason })} />
      <Button type="submit" color={color} loading={act.isPending}>{button}</Button>
    </form>
  );
}
