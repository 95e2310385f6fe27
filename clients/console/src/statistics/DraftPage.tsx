// The draft of a release: its tables, its titles, as known when, and which release it revises.
import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { go, Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { PATIENCE, releases } from '../calls/statistics.ts';
import { ReleaseState } from '../contract/dayaq/statistics/v1/release_pb.ts';
import { useAct } from '../parts/act.ts';
import { DayField } from '../parts/DayField.tsx';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { idOf, SelectField, TextField } from '../parts/fields.tsx';
import { Page } from '../parts/Page.tsx';
import { Failed } from '../parts/states.tsx';
import { addDays, fromIso, isoOf, today } from '../values/day.ts';
import { type Draft, useDraft } from './draft.ts';
import type { Spec } from './figures.ts';
import { dayShown, shownDay, useIndicatorSets, useTitle } from './parts.tsx';
import { type StatisticsWord, useStatisticsWords } from './words.ts';

function TableLine({ spec, place, remove }: { spec: Spec; place: number; remove: () => void }) {
  const { t } = useStatisticsWords();
  const title = useTitle();
  const sets = useIndicatorSets().data?.indicatorSets ?? [];
  const [setId, id] = spec.indicator.split('/');
  const set = sets.find((one) => one.id === setId);
  const indicator = set?.indicators.find((one) => one.id === id);
  const named = spec.dimensions.map((code) => set?.dimensions.find((one) => one.id === code)).flatMap((one) => (one ? [title(one)] : []));
  const name = indicator ? title(indicator) : spec.indicator;
  return (
    <li id={idOf(`tables[${place}]`)} tabIndex={-1}>
      <span>
        <Link href={`/statistics/figures/${spec.indicator}`}>{name}</Link>
        <br />
        <span className="quiet">{[...named, `${shownDay(spec.from)} – ${shownDay(spec.until)}`, t(`st.step${spec.step}` as StatisticsWord)].join(' · ')}</span>
      </span>
      <Button size="xs" variant="default" aria-label={`${t('st.remove')}: ${name}, ${place + 1}`} onClick={remove}>{t('st.remove')}</Button>
    </li>
  );
}

function useRevisable() {
  const title = useTitle();
  const found = useQuery({ queryKey: ['releases', 'state', ReleaseState.PUBLISHED], queryFn: () => releases.listReleases({ state: ReleaseState.PUBLISHED, pageSize: 50 }) });
  return (found.data?.releases ?? []).map((release): [string, string] => [release.name, `${title(release)}, ${dayShown(release.cutOff)}`]);
}

export default function DraftPage() {
  const { t } = useStatisticsWords();
  const { may } = useStanding();
  const { content, write, forget, remove } = useDraft();
  const revisable = useRevisable();
  const yesterday = isoOf(addDays(today(), -1));
  const requestOf = (draft: Draft, requestId: string, validateOnly: boolean) => releases.draftRelease({
    requestId, validateOnly, titleAz: draft.titleAz.trim(), titleEn: draft.titleEn.trim(), knownUntil: fromIso(draft.knownUntil || yesterday), revises: draft.revises, tables: draft.tables,
  }, PATIENCE);
  const act = useAct((draft: Draft, requestId) => requestOf(draft, requestId, false), { of: [['releases']], done: (release) => { forget(); go(`/statistics/releases/${release.uid}`); } });
  const trial = useAct((draft: Draft, requestId) => requestOf(draft, requestId, true), { of: [] });
  const busy = act.act.isPending || trial.act.isPending;
  const last = act.act.submittedAt >= trial.act.submittedAt ? act : trial;
  const change = (next: Partial<Draft>) => {
    trial.act.reset();
    write({ ...content, ...next });
  };
  if (!may('release.draft')) return <Page title={t('st.draft')} narrow><p>{t('st.checkerOnly')}</p></Page>;
  const { problem } = last;
  const labels: Record<string, string> = { title_az: t('st.titleAz'), title_en: t('st.titleEn'), tables: t('st.draftTables'), known_until: t('st.knownUntil'), revises: t('st.revises') };
  // On top of the page nobody sees which field is meant unless it is named.
  const faults = last.faults.map((fault) => ({ ...fault, words: labels[fault.field] ? `${labels[fault.field]}: ${fault.words}` : fault.words }));
  return (
    <Page title={t('st.draft')}>
      <p>{t('st.draftHelp')}</p>
      <form className="card" noValidate onSubmit={(event) => { event.preventDefault(); act.act.mutate(content); }}>
        <FaultSummary faults={faults} round={act.act.failureCount + trial.act.failureCount} />
        {problem && faults.length === 0 && <Failed error={last.act.error} />}
        {problem?.reason === 'DISCLOSURE_REFUSED' && <p>{t('st.refusedHelp')}</p>}
        {problem?.reason === 'LAYER_BEHIND' && <p>{t('st.behindHelp')}</p>}
        {trial.act.isSuccess && last === trial && <Alert color="teal" role="status" mb="md">{t('st.tried')}</Alert>}
        <h2>{t('st.draftTables')}</h2>
        {content.tables.length === 0 && <p id={idOf('tables')} tabIndex={-1}>{t('st.draftEmpty')} <Link href="/statistics/figures">{t('st.figures')}</Link></p>}
        <ul className="rows">{content.tables.map((spec, place) => <TableLine key={JSON.stringify(spec)} spec={spec} place={place} remove={() => { trial.act.reset(); remove(place); }} />)}</ul>
        <div className="pair">
          <TextField field="title_az" label={t('st.titleAz')} faults={faults} maxLength={200} value={content.titleAz} onChange={(titleAz) => change({ titleAz })} />
          <TextField field="title_en" label={t('st.titleEn')} faults={faults} maxLength={200} value={content.titleEn} onChange={(titleEn) => change({ titleEn })} />
          <DayField field="known_until" label={t('st.knownUntil')} hint={t('st.knownUntilHint')} faults={faults} value={content.knownUntil || yesterday} onChange={(knownUntil) => change({ knownUntil })} />
          {revisable.length > 0 && <SelectField field="revises" none={t('st.revisesNone')} label={t('st.revises')} faults={faults} value={content.revises} options={revisable} onChange={(revises) => change({ revises })} />}
        </div>
        <div className="choices">
          <Button type="submit" loading={act.act.isPending} disabled={busy && !act.act.isPending}>{t('st.doDraft')}</Button>
          <Button variant="default" loading={trial.act.isPending} disabled={busy && !trial.act.isPending} onClick={() => trial.act.mutate(content)}>{t('st.try')}</Button>
        </div>
      </form>
    </Page>
  );
}
