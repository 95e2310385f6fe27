// A file of figures of whoever's: do its totals equal their parts?
import { Alert, Button, FileInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { problemOf } from '../calls/problem.ts';
import { PATIENCE, tables } from '../calls/statistics.ts';
import { idOf, SelectField } from '../parts/fields.tsx';
import { FaultSummary } from '../parts/FaultSummary.tsx';
import { Page } from '../parts/Page.tsx';
import { Failed } from '../parts/states.tsx';
import { useIndicatorSets, useTitle } from './parts.tsx';
import { useStatisticsWords } from './words.ts';

export default function FilePage() {
  const { t } = useStatisticsWords();
  const title = useTitle();
  const sets = useIndicatorSets().data?.indicatorSets ?? [];
  const [file, setFile] = useState<File | null>(null);
  const [set, setSet] = useState('lao-sdg18');
  const [missing, setMissing] = useState(false);
  const check = useMutation({ mutationFn: async (given: File) => tables.checkFile({ content: new Uint8Array(await given.arrayBuffer()), indicatorSet: set }, PATIENCE) });
  const faults = check.error ? problemOf(check.error).faults : [];
  const shownFaults = missing ? [{ field: 'content', reason: 'REQUIRED', words: t('st.fileMissing') }] : faults;
  const send = () => {
    setMissing(!file);
    if (file) check.mutate(file);
  };
  return (
    <Page title={t('st.file')} narrow>
      <p>{t('st.fileLead')}</p>
      <form className="card" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
        <FaultSummary faults={shownFaults} round={check.failureCount} />
        {check.isError && faults.length === 0 && <Failed error={check.error} />}
        <FileInput className="field" id={idOf('content')} label={t('st.fileField')} placeholder={t('app.choose')} accept=".xml" value={file} onChange={(given) => { check.reset(); setMissing(false); setFile(given); }}
          error={shownFaults.find(({ field }) => field === 'content')?.words} />
        <SelectField field="indicator_set" label={t('st.fileSet')} faults={faults} value={set} options={sets.map((one) => [one.id, title(one)])} onChange={setSet} />
        <Button type="submit" loading={check.isPending}>{t('st.fileCheck')}</Button>
      </form>
      {check.data && check.data.defects.length === 0 && <Alert color="teal" role="status">{t('st.fileWell', { count: String(check.data.observations) })}</Alert>}
      {check.data && check.data.defects.length > 0 && (
        <Alert color="yellow" role="alert" title={t('st.fileIll', { count: String(check.data.observations), defects: check.data.defects.length })}>
          <ul>{check.data.defects.map(({ sentence }) => <li key={sentence}>{sentence}</li>)}</ul>
        </Alert>
      )}
    </Page>
  );
}
