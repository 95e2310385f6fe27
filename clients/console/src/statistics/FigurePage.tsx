// One indicator: which table, as known on which day; what it shows; and the table into the draft of a release.
import { Alert, Button, Checkbox } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';

import { Link } from '../app/route.tsx';
import { useStanding } from '../app/session.tsx';
import { problemOf } from '../calls/problem.ts';
import { PATIENCE, tables } from '../calls/statistics.ts';
import type { FigureTable } from '../contract/dayaq/statistics/v1/figure_pb.ts';
import { type Indicator, type IndicatorSet, IndicatorUnit } from '../contract/dayaq/statistics/v1/indicator_pb.ts';
import { DayField } from '../parts/DayField.tsx';
import { Facts } from '../parts/Facts.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { addDays, daysBetween, fromIso, isoOf, today } from '../values/day.ts';
import { useDraft } from './draft.ts';
import { type Asked, grandTotal, lastPeriod, SINCE, type Spec, specOf } from './figures.ts';
import { dayShown, shownDay, useIndicator, useTitle, useUnit } from './parts.tsx';
import { TableView } from './TableView.tsx';
import { type StatisticsWord, useStatisticsWords } from './words.ts';

// The slider reaches back so far; the day can be written further back.
const FIRST_KNOWN = { year: 2021, month: 1, day: 1 };
const MOST_DIMENSIONS = 3;
const PAUSE_MS = 350;
const STEPS = [3, 2, 1];
// Rates are of the people of a year, and money is told by the year.
const BY_YEAR = 3;
const OF_YEARS = [IndicatorUnit.PER_100000, IndicatorUnit.QEPIK];

// A hand that drags asks once it rests.
function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(value), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return rested;
}

function useTable(spec: Spec | undefined, knownUntil: string, enabled = true) {
  return useQuery({
    queryKey: ['figures', spec, knownUntil],
    queryFn: () => tables.getTable({ table: spec, knownUntil: fromIso(knownUntil) }, PATIENCE),
    enabled: enabled && spec !== undefined,
    placeholderData: keepPreviousData,
    retry: (count, error) => count < 1 && problemOf(error).trouble === 'away',
  });
}

function AsOf({ value, change }: { value: string; change: (iso: string) => void }) {
  const { t } = useStatisticsWords();
  const id = useId();
  const yesterday = addDays(today(), -1);
  const most = daysBetween(FIRST_KNOWN, yesterday);
  const at = fromIso(value);
  return (
    <div className="as-of no-print">
      <p className="quiet whole" id={id}>{t('st.asOfHelp')}</p>
      <input type="range" aria-label={t('st.asOfSlider')} aria-describedby={id} aria-valuetext={at ? shownDay(at) : ''} min={0} max={most} step={1} value={at ? Math.max(0, daysBetween(FIRST_KNOWN, at)) : most}
        onChange={(event) => change(isoOf(addDays(FIRST_KNOWN, Number(event.currentTarget.value))))} />
      <DayField field="known_until" label={t('st.asOf')} faults={[]} value={value} onChange={change} />
    </div>
  );
}

function Form({ set, indicator, asked, change }: { set: IndicatorSet; indicator: Indicator; asked: Asked; change: (asked: Asked) => void }) {
  const { t } = useStatisticsWords();
  const title = useTitle();
  const nameOf = (id: string) => {
    const named = set.dimensions.find((one) => one.id === id);
    return named ? title(named) : id;
  };
  const toggle = (id: string, on: boolean) => change({ ...asked, dimensions: on ? [...asked.dimensions, id] : asked.dimensions.filter((one) => one !== id) });
  return (
    <div className="no-print">
      <fieldset className="group">
        <legend>{t('st.by')}</legend>
        <p className="quiet">{t('st.byHelp')}</p>
        <div className="choices">
          {indicator.countedDimensions.map((id) => (
            <Checkbox key={id} label={nameOf(id)} checked={asked.dimensions.includes(id)} disabled={!asked.dimensions.includes(id) && asked.dimensions.length === MOST_DIMENSIONS}
              onChange={(event) => toggle(id, event.currentTarget.checked)} />
          ))}
        </div>
      </fieldset>
      <div className="pair">
        <DayField field="from" label={t('st.from')} faults={[]} value={asked.from} onChange={(from) => change({ ...asked, from })} />
        <DayField field="until" label={t('st.until')} faults={[]} value={asked.until} onChange={(until) => change({ ...asked, until })} />
        <SelectField field="step" none={t('st.step0')} label={t('st.step')} faults={[]} value={asked.step} options={STEPS.map((step) => [step, t(`st.step${step}` as StatisticsWord)])} onChange={(step) => change({ ...asked, step: Number(step) })} />
      </div>
    </div>
  );
}

function ThenAndNow({ then, now }: { then: FigureTable; now: FigureTable | undefined }) {
  const { t } = useStatisticsWords();
  const { word, shown } = useUnit(then.unit);
  const [before, after] = [grandTotal(then), now && grandTotal(now)];
  const told = (value: number | undefined) => (value === undefined ? '..' : word === '' || word === '%' ? `${shown(value)}${word}` : `${shown(value)} (${word})`);
  // Of time that is divided it is the last year that is told.
  const divided = (then.dimensions[0]?.codes.length ?? 0) > 1 ? `, ${lastPeriod(then)}` : '';
  return (
    <dl className="numbers">
      <div><dt>{t('st.then')}{divided}</dt><dd>{told(before)}</dd></div>
      {now && <div><dt>{t('st.now')}</dt><dd>{told(after)}</dd></div>}
      {before !== undefined && after !== undefined && <div><dt>{t('st.later')}</dt><dd>{after > before ? '+' : ''}{shown(after - before)}</dd></div>}
    </dl>
  );
}

function AddToDraft({ spec }: { spec: Spec }) {
  const { t } = useStatisticsWords();
  const draft = useDraft();
  const there = draft.has(spec);
  return (
    <div className="choices no-print">
      {there ? <p role="status">{t('st.inDraft')}</p> : <Button onClick={() => draft.add(spec)}>{t('st.addToDraft')}</Button>}
      <Link href="/statistics/releases/new">{t('st.toDraft')} ({draft.content.tables.length})</Link>
    </div>
  );
}

function Definition({ indicator, edition }: { indicator: Indicator; edition: string }) {
  const { t } = useStatisticsWords();
  return (
    <Section title={t('st.metadata')}>
      <Facts rows={[
        [t('st.numerator'), indicator.numerator], [t('st.denominator'), indicator.denominator], [t('st.source'), indicator.source], ['SDMX', indicator.series],
        ...indicator.metadata.map(({ field, text }): [string, string] => [field, text]), [t('st.edition'), edition],
      ]} />
    </Section>
  );
}

function Figures({ set, indicator, name }: { set: IndicatorSet; indicator: Indicator; name: string }) {
  const { t } = useStatisticsWords();
  const { may } = useStanding();
  const yesterday = isoOf(addDays(today(), -1));
  const [asked, setAsked] = useState<Asked>({ indicator: name, dimensions: indicator.countedDimensions.slice(0, 1), from: SINCE, until: yesterday, step: OF_YEARS.includes(indicator.unit) ? BY_YEAR : 0 });
  const [asOf, setAsOf] = useState(yesterday);
  const rested = useRested(asOf);
  const spec = specOf(asked, fromIso(asked.from), fromIso(asked.until), fromIso(rested));
  const shown = useTable(spec, rested);
  const now = useTable(spec, yesterday, rested !== yesterday);
  return (
    <>
      <section className="card">
        <Form set={set} indicator={indicator} asked={asked} change={setAsked} />
        <AsOf value={asOf} change={setAsOf} />
        {spec && <p className="quiet">{t('st.shownPeriod', { from: shownDay(spec.from), until: shownDay(spec.until) })} · {t('st.asOf')}: {dayShown(rested)}</p>}
        {!spec && <Alert color="yellow" role="status">{t('st.noPeriod')}</Alert>}
      </section>
      {spec && (
        <section className="card" aria-busy={shown.isFetching}>
          <h2>{dayShown(rested) === dayShown(yesterday) ? t('st.nowTitle') : t('st.thenTitle', { day: dayShown(rested) })}</h2>
          {shown.isPending && <Loading />}
          {shown.isError && <><Failed error={shown.error} again={() => void shown.refetch()} />{problemOf(shown.error).reason === 'DISCLOSURE_REFUSED' && <p>{t('st.refusedHelp')}</p>}</>}
          {shown.data && !shown.isError && (
            <>
              <ThenAndNow then={shown.data} now={rested === yesterday ? undefined : now.data} />
              <TableView table={shown.data} />
              {may('release.draft') && <AddToDraft spec={spec} />}
            </>
          )}
        </section>
      )}
      <Definition indicator={indicator} edition={shown.data?.disclosureEdition ?? ''} />
    </>
  );
}

export default function FigurePage({ indicator: name }: { indicator: string }) {
  const { t, language } = useStatisticsWords();
  const title = useTitle();
  const { found, set, indicator } = useIndicator(name);
  return (
    <Page title={indicator ? title(indicator) : t('st.figures')}>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {found.data && !indicator && <p>{t('app.notThereHelp')}</p>}
      {set?.provisional && indicator && <p className="quiet">{t('st.provisional')} · {indicator.id}, {title(set)}</p>}
      {indicator && !indicator.counted && <Alert color="gray" title={t('st.notCounted')}>{language === 'az' ? indicator.notCountedAz : indicator.notCountedEn}</Alert>}
      {set && indicator?.counted && <Figures set={set} indicator={indicator} name={name} />}
    </Page>
  );
}
