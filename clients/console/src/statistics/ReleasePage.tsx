// One release: its steps, what is hidden and why, its tables, its files, and the proof that it comes out the same.
import { Alert, Badge, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { Link } from '../app/route.tsx';
import { PATIENCE, releases } from '../calls/statistics.ts';
import { type Release, ReleaseState } from '../contract/dayaq/statistics/v1/release_pb.ts';
import { ExportFormat } from '../contract/dayaq/statistics/v1/release_service_pb.ts';
import { download } from '../parts/download.ts';
import { Facts } from '../parts/Facts.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { ReleaseSteps } from './ReleaseSteps.tsx';
import { dayShown, stateWord, useIndicatorSets, useTitle } from './parts.tsx';
import { TableView } from './TableView.tsx';
import { type StatisticsWord, useStatisticsWords } from './words.ts';

const FORMATS = [ExportFormat.REPORT_AZ, ExportFormat.REPORT_EN, ExportFormat.CSV, ExportFormat.SDMX_CSV, ExportFormat.SDMX_ML, ExportFormat.SDMX_STRUCTURE, ExportFormat.SEALED_TEXT];
const isOut = ({ state }: Release) => state === ReleaseState.PUBLISHED || state === ReleaseState.REVISED;

function Disclosure({ release }: { release: Release }) {
  const { t } = useStatisticsWords();
  const report = release.disclosure;
  if (!report) return null;
  const hidden = report.primary + report.complementary;
  return (
    <Section title={t('st.disclosure')}>
      {hidden === 0n ? <p role="status">{t('st.nothingHidden')}</p> : <p className="quiet">{t('st.hiddenWhy')}</p>}
      <Facts rows={[
        [t('st.cells'), String(report.cells)], [t('st.primary'), String(report.primary)], [t('st.complementary'), String(report.complementary)], [t('st.rounded'), String(report.rounded)],
        [t('st.loss'), `${Number(report.hiddenPerTenThousand) / 100} %`], [t('st.proven'), String(report.proven)], [t('st.edition'), release.disclosureEdition],
      ]} />
    </Section>
  );
}

function Tables({ release }: { release: Release }) {
  const { t } = useStatisticsWords();
  const title = useTitle();
  const sets = useIndicatorSets().data?.indicatorSets ?? [];
  const [place, setPlace] = useState(0);
  const found = useQuery({ queryKey: ['release', release.name, 'table', place], queryFn: () => releases.getReleaseTable({ name: release.name, place }), staleTime: Infinity });
  const nameOf = (index: number) => {
    const spec = release.tables[index];
    const set = sets.find(({ id }) => id === spec?.indicator.split('/')[0]);
    const indicator = set?.indicators.find(({ id }) => id === spec?.indicator.split('/')[1]);
    const by = (spec?.dimensions ?? []).map((code) => set?.dimensions.find(({ id }) => id === code)).flatMap((one) => (one ? [title(one)] : []));
    return `${index + 1}. ${[indicator ? title(indicator) : spec?.indicator, ...by].join(' · ')}`;
  };
  return (
    <Section title={t('st.draftTables')}>
      <div className="no-print">
        <SelectField field="place" none={nameOf(0)} label={t('st.whichTable')} faults={[]} value={place} options={release.tables.slice(1).map((_, index) => [index + 1, nameOf(index + 1)])} onChange={(value) => setPlace(Number(value))} />
      </div>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {found.data && <TableView key={place} table={found.data} />}
    </Section>
  );
}

function Files({ release }: { release: Release }) {
  const { t } = useStatisticsWords();
  const [said, setSaid] = useState('');
  const take = useMutation({
    mutationFn: (format: ExportFormat) => releases.exportRelease({ name: release.name, format }, PATIENCE),
    onSuccess: ({ fileName, mediaType, content }) => {
      download(fileName, new Uint8Array(content), mediaType);
      setSaid(t('st.taken', { name: fileName }));
    },
  });
  if (!isOut(release)) return <Section title={t('st.files')}><p>{t('st.notOut')}</p></Section>;
  return (
    <Section title={t('st.files')}>
      <p className="quiet">{t('st.filesHelp')}</p>
      {take.isError && <Failed error={take.error} />}
      <ul className="rows">
        {FORMATS.map((format) => {
          const name = t(`st.format${format}` as StatisticsWord);
          return (
            <li key={format}>
              <span>{name}</span>
              <Button size="xs" variant="default" aria-label={`${t('st.take')}: ${name}`} loading={take.isPending && take.variables === format} onClick={() => take.mutate(format)}>{t('st.take')}</Button>
            </li>
          );
        })}
      </ul>
      <p role="status" className={said === '' ? 'unseen' : undefined}>{said}</p>
    </Section>
  );
}

function Seal({ release }: { release: Release }) {
  const { t } = useStatisticsWords();
  const verify = useMutation({ mutationFn: () => releases.verifyRelease({ name: release.name }, PATIENCE) });
  return (
    <Section title={t('st.seal')}>
      <div className="seal">
        <Facts rows={[
          ['SHA-256', release.contentHash], [t('st.root'), release.recordRoot], [t('st.snapshot'), release.snapshot], [t('st.definitions'), release.definitions.join(', ')],
        ]} />
      </div>
      {verify.isError && <Failed error={verify.error} />}
      {verify.data?.same === true && <Alert color="teal" role="status" my="md">{t('st.same', { records: String(verify.data.records) })}</Alert>}
      {verify.data?.same === false && <Alert color="red" role="alert" my="md">{t('st.notSame')}</Alert>}
      <p className="no-print"><Button variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>{t('st.verify')}</Button></p>
    </Section>
  );
}

function Whole({ release }: { release: Release }) {
  const { t } = useStatisticsWords();
  const other = (uid: string) => uid !== '' && <Link href={`/statistics/releases/${uid}`}>…{uid.slice(-12)}</Link>;
  return (
    <>
      <section className="card">
        <p><Badge variant="default">{t(stateWord(release.state))}</Badge></p>
        <Facts rows={[
          [t('st.titleAz'), release.titleAz], [t('st.titleEn'), release.titleEn], [t('st.cutOff'), dayShown(release.cutOff)], [t('st.knownUntil'), dayShown(release.knownUntil)], [t('st.records'), String(release.records)],
          [t('st.revisesWhich'), other(release.revisesUid) || ''], [t('st.revisedBy'), other(release.revisedByUid) || ''],
        ]} />
      </section>
      <ReleaseSteps release={release} />
      <Disclosure release={release} />
      <Tables release={release} />
      <Files release={release} />
      <Seal release={release} />
    </>
  );
}

export default function ReleasePage({ uid }: { uid: string }) {
  const { t } = useStatisticsWords();
  const title = useTitle();
  const name = `releases/${uid}`;
  const found = useQuery({ queryKey: ['release', name], queryFn: () => releases.getRelease({ name }) });
  return (
    <Page title={found.data ? title(found.data) : t('st.releases')} actions={<p className="no-print"><Link href="/statistics/releases">{t('app.back')}</Link></p>}>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {found.data && <Whole release={found.data} />}
    </Page>
  );
}
