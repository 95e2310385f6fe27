// What others published beside what this register counts, by every definition that may be meant.
import { useQuery } from '@tanstack/react-query';

import { PATIENCE, tables } from '../calls/statistics.ts';
import type { CountByDefinition, ReconciledFigure } from '../contract/dayaq/statistics/v1/table_service_pb.ts';
import { Page } from '../parts/Page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { Table } from '../parts/Table.tsx';
import { dayShown, useTitle } from './parts.tsx';
import { useStatisticsWords } from './words.ts';

const signed = (difference: bigint) => (difference > 0n ? `+${difference}` : String(difference));

function Figure({ figure }: { figure: ReconciledFigure }) {
  const { t, language } = useStatisticsWords();
  const title = useTitle();
  const inWords = (az: string, en: string) => (language === 'az' ? az : en);
  const published = figure.moreThan ? t('st.moreThan', { count: String(figure.published) }) : String(figure.published);
  const difference = (count: CountByDefinition) => (count.value === '' ? '' : count.fits ? t('st.fits') : signed(count.difference));
  return (
    <article className="reconciled">
      <h3>{title(figure)}: {published}</h3>
      <p className="quiet">{figure.source}</p>
      <Table caption={`${title(figure)}, ${dayShown(figure.cutOff)}, ${figure.source}`} heads={[[t('st.definition')], [t('st.ours'), true], [t('st.difference'), true]]}
        rows={figure.counts.map((count) => [title(count), count.value === '' ? '..' : count.value, difference(count)])} />
      <p><strong>{inWords(figure.conclusionAz, figure.conclusionEn)}</strong> {inWords(figure.noteAz, figure.noteEn)}</p>
    </article>
  );
}

export default function Reconciliation() {
  const { t } = useStatisticsWords();
  const found = useQuery({ queryKey: ['reconciliation'], queryFn: () => tables.reconcileFigures({}, PATIENCE) });
  const figures = found.data?.figures ?? [];
  const days = [...new Set(figures.map(({ cutOff }) => cutOff))];
  const fits = figures.filter(({ counts }) => counts[0]?.fits).length;
  const other = figures.filter(({ counts }) => !counts[0]?.fits && counts.some((one) => one.fits)).length;
  return (
    <Page title={t('st.others')}>
      <p>{t('st.othersLead')}</p>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {found.data && figures.length === 0 && <p role="status">{t('st.noOthers')}</p>}
      {figures.length > 0 && <p><strong>{t('st.fitsCount', { count: figures.length, fits, other, open: figures.length - fits - other })}</strong></p>}
      {days.map((day) => (
        <section key={day} className="card">
          <h2>{dayShown(day)}</h2>
          {figures.filter(({ cutOff }) => cutOff === day).map((figure) => <Figure key={figure.id} figure={figure} />)}
        </section>
      ))}
    </Page>
  );
}
