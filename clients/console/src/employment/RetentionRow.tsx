// A look at whether somebody still works.
import { Badge, Button } from '@mantine/core';
import { useState } from 'react';

import { Link } from '../app/route.tsx';
import { placements } from '../calls/employment.ts';
import { type Placement, PlacementStateSchema, type RetentionCheck, RetentionResultSchema } from '../contract/dayaq/employment/v1/placement_pb.ts';
import { useAct } from '../parts/act.ts';
import { SelectField } from '../parts/fields.tsx';
import { Stale } from '../parts/Stale.tsx';
import { Failed } from '../parts/states.tsx';
import { isBefore, isoOf, today } from '../values/day.ts';
import { shown } from '../values/partial-date.ts';
import { useEmploymentWords } from '../words/employment.ts';
import { WhoOf } from './parts.tsx';

// The version it is decided on is the placement's, as it was when the row was opened.
function Look({ check, placement, say }: { check: RetentionCheck; placement: Placement; say: (words: string) => void }) {
  const { t, label, options } = useEmploymentWords();
  const [seen, setSeen] = useState(placement);
  const [theirs, setTheirs] = useState<Placement>();
  const [result, setResult] = useState(0);
  const { act, faults, problem } = useAct(({ etag }: { etag: string; result: number }, requestId) => placements.recordRetention({ requestId, name: seen.name, etag, months: check.months, result }), {
    of: [['retention'], ['placements']],
    stale: () => void placements.getPlacement({ name: seen.name }).then(setTheirs, () => undefined),
    done: () => say(t('retention.recorded', { result: label(RetentionResultSchema, result) })),
  });
  const saidOf = (one: Placement) => {
    const found = one.checks.find(({ months }) => months === check.months)?.result ?? 0;
    return <p>{label(PlacementStateSchema, one.state)} {found !== 0 && label(RetentionResultSchema, found)}</p>;
  };
  if (theirs) {
    return (
      <Stale busy={act.isPending} mine={<p>{label(RetentionResultSchema, result)}</p>} theirs={saidOf(theirs)}
        keepMine={() => { setSeen(theirs); setTheirs(undefined); act.mutate({ etag: theirs.etag, result }); }}
        keepTheirs={() => { setSeen(theirs); setTheirs(undefined); act.reset(); }} />
    );
  }
  return (
    <form className="whole" noValidate onSubmit={(event) => { event.preventDefault(); act.mutate({ etag: seen.etag, result }); }}>
      {problem && problem.trouble !== 'stale' && <Failed error={act.error} />}
      <div className="inline">
        <SelectField field={`result.${check.uid}`} label={t('retention.result')} faults={faults} value={result} options={options(RetentionResultSchema)} onChange={(value) => setResult(Number(value))} />
        <Button type="submit" disabled={result === 0} loading={act.isPending}>{t('retention.record')}</Button>
      </div>
    </form>
  );
}

export function RetentionRow({ check, say }: { check: RetentionCheck; say: (words: string) => void }) {
  const { t } = useEmploymentWords();
  const [placement, setPlacement] = useState<Placement>();
  const [failed, setFailed] = useState<unknown>();
  const toCome = check.dueOn !== undefined && isoOf(check.dueOn) > isoOf(today());
  const open = () => {
    if (placement) setPlacement(undefined);
    else void placements.getPlacement({ name: `placements/${check.placementUid}` }).then(setPlacement, setFailed);
  };
  const profile = placement?.profileUid;
  return (
    <li>
      <span>
        <strong className={isBefore(check.dueOn, today()) ? 'late' : undefined}>{t('retention.row', { months: check.months, when: shown(check.dueOn) })}</strong>{' '}
        {profile && <>· <Link href={`/employment/people/${profile}`}><WhoOf profileUid={profile} /></Link></>}
      </span>
      <span className="doing">
        {toCome && <Badge variant="default">{t('retention.early')}</Badge>}
        <Button variant="default" size="xs" aria-expanded={placement !== undefined} disabled={toCome} onClick={open}>{placement ? t('close') : t('retention.result')}</Button>
      </span>
      {failed !== undefined && <span className="whole"><Failed error={failed} /></span>}
      {placement && <Look check={check} placement={placement} say={say} />}
    </li>
  );
}
