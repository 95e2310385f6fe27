// What pages of this desk share: the lists of indicators, titles of the contract in the language of the page, days, a release in a line.
import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { Link } from '../app/route.tsx';
import { indicators } from '../calls/statistics.ts';
import { IndicatorUnit } from '../contract/dayaq/statistics/v1/indicator_pb.ts';
import type { Release } from '../contract/dayaq/statistics/v1/release_pb.ts';
import { type Day, isoOf } from '../values/day.ts';
import { shownMoney } from '../values/money.ts';
import { type StatisticsWord, useStatisticsWords } from './words.ts';

interface Titled {
  titleAz: string;
  titleEn: string;
}

export function useTitle() {
  const { language } = useStatisticsWords();
  return (titled: Titled) => (language === 'az' ? titled.titleAz : titled.titleEn);
}

// Definitions change with the program alone.
export function useIndicatorSets() {
  return useQuery({ queryKey: ['indicator-sets'], queryFn: () => indicators.listIndicatorSets({}), staleTime: Infinity });
}

export function useIndicator(name: string) {
  const found = useIndicatorSets();
  const [setId, id] = name.split('/');
  const set = found.data?.indicatorSets.find((one) => one.id === setId);
  return { found, set, indicator: set?.indicators.find((one) => one.id === id) };
}

// How a figure of a unit is written, and what the unit is called. Money comes in qəpik.
export function useUnit(unit: IndicatorUnit) {
  const { t, language } = useStatisticsWords();
  const isMoney = unit === IndicatorUnit.QEPIK;
  return {
    word: unit <= IndicatorUnit.NUMBER ? '' : t(`st.unit${unit}` as StatisticsWord),
    shown: (value: number) => (isMoney ? shownMoney(BigInt(Math.round(value)), 'AZN', language).replace(/\u00a0\p{L}+$/u, '') : String(Math.round(value * 100) / 100)),
  };
}

// 2024-12-31 as 31.12.2024.
export const dayShown = (iso: string) => iso.split('-').reverse().join('.');
export const shownDay = (day: Day) => dayShown(isoOf(day));

export const stateWord = (state: number) => `st.state${state}` as StatisticsWord;
export const uidOf = (name: string) => name.split('/').at(-1) ?? '';

export function ReleaseRow({ release }: { release: Release }) {
  const { t } = useStatisticsWords();
  const title = useTitle();
  return (
    <li>
      <span>
        <Link href={`/statistics/releases/${release.uid}`}>{title(release)}</Link>
        <br />
        <span className="quiet">{t('st.cutOff')}: {dayShown(release.cutOff)} · {t('st.tablesCount', { count: release.tables.length })} · {t('st.records')}: {String(release.records)}</span>
      </span>
      <Badge variant="default">{t(stateWord(release.state))}</Badge>
    </li>
  );
}
