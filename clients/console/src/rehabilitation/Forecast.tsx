// How many renewals there will be, by month; with how sure that is.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useStanding } from '../app/session.tsx';
import { renewals } from '../calls/rehabilitation.ts';
import type { ForecastRenewalsResponse } from '../contract/dayaq/rehabilitation/v1/renewal_service_pb.ts';
import { BarChart } from '../parts/BarChart.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { Table } from '../parts/Table.tsx';
import { useRehabilitationWords } from '../words/rehabilitation.ts';
import { useDeviceClasses } from './centre.ts';

// 2027-03 as 03.2027.
const monthShown = (month: string) => month.split('-').reverse().join('.');

function OneClass({ answer, deviceClass }: { answer: ForecastRenewalsResponse; deviceClass: string }) {
  const { t, language } = useRehabilitationWords();
  const classOf = useDeviceClasses();
  const expected = answer.expected.filter((one) => one.deviceClass === deviceClass);
  const survival = answer.survival.find((one) => one.deviceClass === deviceClass);
  const stock = answer.stock.find((one) => one.deviceClass === deviceClass);
  const shown = (value: number) => value.toLocaleString(language === 'en' ? 'en' : 'ru', { maximumFractionDigits: 1 });
  const title = classOf(deviceClass);
  return (
    <Section title={title}>
      <BarChart label={`${t('forecast.title')}: ${title}`} shown={shown}
        bars={expected.map((one) => ({ name: monthShown(one.month), value: one.expected, inner: [one.low80, one.high80], outer: [one.low95, one.high95] }))} />
      {survival && (
        <p>
          {t('forecast.counted', { devices: String(survival.devices), renewed: String(survival.renewed) })}
          {survival.medianMonths > 0 && ` · ${t('forecast.median', { months: survival.medianMonths })}`}
          {survival.shortHistory && <span className="late"> · {t('forecast.short')}</span>}
        </p>
      )}
      {stock && <p><strong>{t('forecast.stock', { devices: stock.devices })}</strong></p>}
      <Table caption={title} heads={[[t('forecast.month')], [t('forecast.expected'), true], [t('forecast.four'), true], [t('forecast.nineteen'), true]]}
        rows={expected.map((one) => [monthShown(one.month), shown(one.expected), `${one.low80}–${one.high80}`, `${one.low95}–${one.high95}`])} />
    </Section>
  );
}

export default function Forecast() {
  const { t } = useRehabilitationWords();
  const { my } = useStanding();
  const classOf = useDeviceClasses();
  const [months, setMonths] = useState(12);
  const [chosen, setChosen] = useState('');
  const institution = my.assignment?.institution ?? '';
  const found = useQuery({ queryKey: ['forecast', institution, months], queryFn: () => renewals.forecastRenewals({ months, institution }) });
  const sums = new Map<string, number>();
  for (const one of found.data?.expected ?? []) sums.set(one.deviceClass, (sums.get(one.deviceClass) ?? 0) + one.expected);
  const classes = [...sums.keys()].sort((one, other) => (sums.get(other) ?? 0) - (sums.get(one) ?? 0));
  const shownClass = sums.has(chosen) ? chosen : classes[0];
  return (
    <Page title={t('forecast.title')}>
      <p className="quiet">{t('forecast.lead')}</p>
      <div className="inline">
        <SelectField field="months" label={t('forecast.months')} faults={[]} value={months} options={[6, 12, 24, 36].map((one) => [one, String(one)])} onChange={(value) => setMonths(Number(value) || 12)} />
        {classes.length > 1 && (
          <SelectField field="class" label={t('forecast.class')} faults={[]} value={shownClass ?? ''} options={classes.map((one) => [one, classOf(one)])} onChange={setChosen} />
        )}
      </div>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
      {found.data && !shownClass && <Empty title={t('forecast.none')} />}
      {found.data && shownClass && <OneClass answer={found.data} deviceClass={shownClass} />}
    </Page>
  );
}
