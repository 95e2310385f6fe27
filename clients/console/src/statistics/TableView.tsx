// A table of figures: bars over time, the map, bars by code, and the numbers. Pictures stand beside numbers that say the same.
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';

import type { FigureCell, FigureTable } from '../contract/dayaq/statistics/v1/figure_pb.ts';
import type { IndicatorUnit } from '../contract/dayaq/statistics/v1/indicator_pb.ts';
import { BarChart } from '../parts/BarChart.tsx';
import { DistrictMap } from '../parts/DistrictMap.tsx';
import { Table } from '../parts/Table.tsx';
import { AREA, byCode, type Drawn, lastPeriod, overTime, textOf, wholePeriods } from './figures.ts';
import { dayShown, useTitle, useUnit } from './parts.tsx';
import { useStatisticsWords } from './words.ts';

const FIRST_ROWS = 60;

// Titles of codes; a period is written as days are written here.
function useCodeTitle(table: FigureTable) {
  const title = useTitle();
  return (place: number, code: string) => {
    if (place === 0) return code.split('/').map((part) => (part.length === 10 ? dayShown(part) : part)).join(' – ').replace(' – U', ' (?)');
    const found = table.dimensions[place]?.codes.find((one) => one.code === code);
    return found ? title(found) : code;
  };
}

const inUnit = (what: string, unit: string) => (unit === '' ? what : `${what}, ${unit}`);

function CodeBars({ drawn, name, caption, unit }: { drawn: Drawn[]; name: (code: string) => string; caption: string; unit: IndicatorUnit }) {
  const { t } = useStatisticsWords();
  const { word, shown } = useUnit(unit);
  const most = Math.max(1, ...drawn.map(({ value }) => value));
  const told = drawn.filter(({ value, hidden }) => value > 0 || hidden);
  if (told.length === 0) return <p role="status">{t('st.none')}</p>;
  return (
    <Table caption={caption} heads={[[caption], [inUnit(t('st.figure'), word), true], [t('st.compared')]]}
      rows={told.map(({ code, value, hidden }) => [
        name(code), hidden ? '..' : shown(value),
        <svg key="bar" className="code-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width={(value / most) * 100} height="10" /></svg>,
      ])} />
  );
}

function Pictures({ table }: { table: FigureTable }) {
  const { t } = useStatisticsWords();
  const title = useTitle();
  const codeTitle = useCodeTitle(table);
  const { word, shown } = useUnit(table.unit);
  const [chosen, setChosen] = useState('');
  const wholes = wholePeriods(table);
  const [wanted, setWanted] = useState('');
  const periods = overTime(table);
  const period = wholes.includes(wanted) ? wanted : lastPeriod(table);
  return (
    <>
      {periods.length > 1 && (
        <section>
          <h3>{inUnit(t('st.overTime'), word)}</h3>
          <BarChart label={`${title(table)}: ${t('st.overTime')}`} shown={shown} bars={periods.map(({ code, value, hidden }) => ({ name: code, value, hidden }))} />
        </section>
      )}
      {wholes.length > 1 && table.dimensions.length > 1 && (
        <NativeSelect className="field short no-print" label={t('st.whichPeriod')} value={period} data={wholes.map((code) => ({ value: code, label: codeTitle(0, code) }))} onChange={(event) => setWanted(event.currentTarget.value)} />
      )}
      {table.dimensions.slice(1).map((dimension, index) => {
        const drawn = byCode(table, index + 1, period);
        const heading = t('st.at', { what: title(dimension), period: codeTitle(0, period) });
        const name = (code: string) => codeTitle(index + 1, code);
        const known = drawn.filter(({ hidden }) => !hidden);
        return (
          <section key={dimension.id}>
            <h3>{heading}</h3>
            {dimension.id === AREA ? (
              <div className="map-and-list">
                <div>
                  <DistrictMap label={heading} counts={new Map(known.map(({ code, value }) => [code, value]))} hidden={new Set(drawn.filter(({ hidden }) => hidden).map(({ code }) => code))} spots={[]}
                    chosen={chosen} choose={setChosen} nameOf={name}
                    words={{ range: (from, until) => (from === until ? String(from) : `${from} – ${until}`), none: '0', hidden: t('st.hiddenMark') }} />
                </div>
                <CodeBars drawn={[...drawn].sort((one, other) => other.value - one.value)} name={name} caption={title(dimension)} unit={table.unit} />
              </div>
            ) : <CodeBars drawn={drawn} name={name} caption={title(dimension)} unit={table.unit} />}
          </section>
        );
      })}
    </>
  );
}

function Numbers({ table }: { table: FigureTable }) {
  const { t } = useStatisticsWords();
  const title = useTitle();
  const codeTitle = useCodeTitle(table);
  const { word, shown } = useUnit(table.unit);
  const [zeros, setZeros] = useState(false);
  const [rows, setRows] = useState(FIRST_ROWS);
  const isZero = ({ value }: FigureCell) => value === '0';
  const nobody = table.cells.length > 1 ? table.cells.filter(isZero).length : 0;
  const cells = zeros || table.cells.length === 1 ? table.cells : table.cells.filter((cell) => !isZero(cell));
  return (
    <section>
      <h3>{t('st.numbers')}</h3>
      <Table caption={title(table)} heads={[...table.dimensions.map((dimension): [string] => [title(dimension) || dimension.id]), [inUnit(t('st.figure'), word), true]]}
        rows={cells.slice(0, rows).map((cell) => [...cell.codes.map((code, place) => codeTitle(place, code)), cell.value === '' ? textOf(cell) : shown(Number(cell.value))])} />
      <div className="choices no-print">
        {cells.length > rows && <Button variant="default" size="xs" onClick={() => setRows(rows + 400)}>{t('st.moreRows', { count: cells.length - rows })}</Button>}
        {nobody > 0 && !zeros && <Button variant="default" size="xs" onClick={() => setZeros(true)}>{t('st.showZeros')}</Button>}
      </div>
      {nobody > 0 && !zeros && <p className="quiet">{t('st.zeros', { count: nobody })}</p>}
      <p>{t('st.hiddenCount', { hidden: String(table.hidden), cells: table.cells.length })}</p>
      {table.hidden > 0n && <p className="quiet">{t('st.hiddenWhy')}</p>}
    </section>
  );
}

export function TableView({ table }: { table: FigureTable }) {
  return (
    <>
      <Pictures table={table} />
      <Numbers table={table} />
    </>
  );
}
