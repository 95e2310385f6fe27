// The grid of a calendar, by mouse and by keyboard: arrow keys walk, Enter or a click opens, an appointment is dragged to another cell.
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';

import { type Appointment, AppointmentState, AppointmentStateSchema } from '../contract/dayaq/rehabilitation/v1/appointment_pb.ts';
import { VisitKindSchema } from '../contract/dayaq/rehabilitation/v1/centre_codes_pb.ts';
import { clock, isoOf, today } from '../values/day.ts';
import { shown } from '../values/partial-date.ts';
import { useRehabilitationWords } from '../words/rehabilitation.ts';
import { type Cell, type Column, type Rows, stepTo } from './grid.ts';
import { Numbered } from './Who.tsx';

const WEEKDAYS = { az: ['B.e.', 'Ç.a.', 'Ç.', 'C.a.', 'C.', 'Ş.', 'B.'], en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], ru: ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'] };

export interface Spot {
  column: Column;
  minute: number;
}

interface GridProps {
  columns: Column[];
  cells: Cell[][];
  rows: Rows;
  // The appointment that is being moved, and where it would fit.
  moving?: Appointment;
  fits: (spot: Spot) => boolean;
  // In the week of one specialist the heads are days.
  days: boolean;
  open: (appointment: Appointment) => void;
  choose: (spot: Spot) => void;
  // An appointment, by its id, was let go there.
  drop: (spot: Spot, uid: string) => void;
  lift: (appointment: Appointment) => void;
  giveUp: () => void;
}

function Inside({ appointment, where }: { appointment: Appointment; where: string }) {
  const { label } = useRehabilitationWords();
  return (
    <>
      <span className="unseen">{where}: </span>
      <strong><Numbered survivorUid={appointment.survivorUid} /></strong>
      <span>{label(VisitKindSchema, appointment.visit)}</span>
      {appointment.state !== AppointmentState.BOOKED && <span className="quiet">{label(AppointmentStateSchema, appointment.state)}</span>}
    </>
  );
}

export const movable = ({ state }: Appointment) => state === AppointmentState.BOOKED || state === AppointmentState.CALL_IN;

function GridCell({ cell, column, minute, current, focus, props }: { cell: Cell; column: Column; minute: number; current: boolean; focus: () => void; props: GridProps }) {
  const { t } = useRehabilitationWords();
  const { appointment, closed, span } = cell;
  const { moving, fits, open, choose, lift, giveUp } = props;
  const spot = { column, minute };
  const suits = !appointment && !closed && moving !== undefined && fits(spot);
  const act = () => {
    if (appointment && !moving) open(appointment);
    else if (!closed || moving) choose(spot);
  };
  const where = `${clock(minute)}, ${column.title || shown(column.day)}`;
  const what = closed ? t('cal.closed') : suits ? t('cal.fits') : t('cal.free');
  const drop = (event: DragEvent) => {
    event.preventDefault();
    if (!appointment) props.drop(spot, event.dataTransfer.getData('text/plain'));
  };
  return (
    <td
      role="gridcell"
      rowSpan={span}
      tabIndex={current ? 0 : -1}
      data-spot={`${column.key}-${minute}`}
      className={[appointment ? 'taken' : closed ? 'closed' : 'free', suits ? 'fits' : '', moving && appointment?.uid === moving.uid ? 'lifted' : ''].join(' ').trim()}
      aria-label={appointment ? undefined : `${where}: ${what}`}
      aria-selected={moving !== undefined && appointment?.uid === moving.uid}
      draggable={appointment !== undefined && movable(appointment)}
      onDragStart={(event) => {
        if (!appointment) return;
        event.dataTransfer.setData('text/plain', appointment.uid);
        event.dataTransfer.effectAllowed = 'move';
        lift(appointment);
      }}
      onDragEnd={giveUp}
      onDragOver={(event) => { if (!appointment) event.preventDefault(); }}
      onDrop={drop}
      onFocus={focus}
      onClick={act}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        act();
      }}
    >
      {appointment && <Inside appointment={appointment} where={where} />}
      {suits && <span aria-hidden="true">+</span>}
    </td>
  );
}

export function CalendarGrid(props: GridProps) {
  const { t, language } = useRehabilitationWords();
  const { columns, cells, rows, days, giveUp } = props;
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState({ column: 0, row: 0 });
  const walked = useRef(false);
  useEffect(() => {
    if (!walked.current) return;
    walked.current = false;
    table.current?.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
  }, [at]);
  // A cell that is no more gives its place to the one that covers it.
  const current = cells[at.column]?.find((cell) => at.row >= cell.row && at.row < cell.row + cell.span) ?? cells[0]?.[0];
  const currentColumn = cells[at.column] ? at.column : 0;
  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Escape') giveUp();
    const next = current && stepTo(cells, { column: currentColumn, row: current.row }, event.key);
    if (!next) return;
    event.preventDefault();
    walked.current = true;
    setAt(next);
  };
  const head = (column: Column) => (days ? `${WEEKDAYS[language][columns.indexOf(column)]} ${shown(column.day).slice(0, 5)}` : column.title);
  return (
    <div className="wide calendar">
      <table role="grid" aria-label={t('cal.caption')} ref={table} onKeyDown={walk} style={{ minWidth: `${4.5 + 7 * columns.length}rem` }}>
        <thead>
          <tr>
            <th scope="col">{t('cal.time')}</th>
            {columns.map((column) => <th key={column.key} scope="col" className={isoOf(column.day) === isoOf(today()) && days ? 'now' : undefined}>{head(column)}</th>)}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows.count }, (_, row) => (
            <tr key={row}>
              <th scope="row">{clock(rows.first + row * rows.step)}</th>
              {columns.map((column, place) => {
                const cell = cells[place]?.find((one) => one.row === row);
                return cell && (
                  <GridCell key={column.key} cell={cell} column={column} minute={rows.first + row * rows.step} props={props}
                    current={place === currentColumn && cell === current} focus={() => setAt({ column: place, row })} />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
