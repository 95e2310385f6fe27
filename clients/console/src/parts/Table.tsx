// Figures in rows, which a narrow window scrolls sideways by itself.
import type { ReactNode } from 'react';

export function Table({ heads, rows, caption }: { heads: [string, boolean?][]; rows: ReactNode[][]; caption: string }) {
  return (
    <div className="wide" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>{heads.map(([head, number]) => <th key={head} scope="col" className={number ? 'number' : undefined}>{head}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={place}>{row.map((cell, column) => <td key={heads[column]?.[0]} className={heads[column]?.[1] ? 'number' : undefined}>{cell}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
