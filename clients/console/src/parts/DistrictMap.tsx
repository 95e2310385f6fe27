// The districts of the country, the darker the more there is in one. A picture beside a list that says the same: whoever does not see it, or
// has no mouse, loses nothing.
import './district-map.css';

import { OUTLINES } from './districts.ts';

const SHADES = 5;

export interface Spot {
  id: string;
  latitude: number;
  longitude: number;
}

// As build/map.mjs places outlines.
const [WEST, NORTH, UNITS] = [44.7, 41.96, 160];
const place = ({ latitude, longitude }: Spot): [number, number] => [(longitude - WEST) * Math.cos((40.3 * Math.PI) / 180) * UNITS, (NORTH - latitude) * UNITS];

// Upper ends of the shades: whole numbers, as few as there are different ones.
export function endsOfShades(counts: Map<string, number>): number[] {
  const most = Math.max(0, ...counts.values());
  if (most === 0) return [];
  const ends = Array.from({ length: Math.min(SHADES, most) }, (_, index) => Math.ceil((most * (index + 1)) / Math.min(SHADES, most)));
  return [...new Set(ends)];
}

const shadeOf = (count: number, ends: number[]) => {
  if (count === 0) return '';
  const at = ends.findIndex((end) => count <= end);
  // The darkest is the most there is, however few shades there are.
  return `shade-${SHADES - (ends.length - 1 - at)}`;
};

export function DistrictMap({ label, counts, hidden, spots, chosen, nameOf, choose, words }: {
  label: string;
  counts: Map<string, number>;
  // Districts whose count may not be shown.
  hidden?: Set<string>;
  spots: Spot[];
  chosen?: string;
  nameOf: (code: string) => string;
  choose: (code: string) => void;
  // "3 – 5 incidents", and what no colour means.
  words: { range: (from: number, until: number) => string; none: string; hidden?: string };
}) {
  const ends = endsOfShades(counts);
  // What is chosen lies on top, so that its edge is seen whole.
  const codes = Object.keys(OUTLINES).sort((one, other) => Number(one === chosen) - Number(other === chosen));
  return (
    <>
      <svg className="district-map" viewBox="0 8 736 562" role="img" aria-label={label}>
        {hidden && <defs><pattern id="concealed" width="6" height="6" patternUnits="userSpaceOnUse"><path className="hatch" d="M0,6L6,0" /></pattern></defs>}
        {codes.map((code) => (
          <path key={code} d={OUTLINES[code]} className={`${hidden?.has(code) ? 'concealed' : shadeOf(counts.get(code) ?? 0, ends)} ${code === chosen ? 'chosen' : ''}`} onClick={() => choose(code)}>
            <title>{`${nameOf(code)}: ${hidden?.has(code) ? '..' : (counts.get(code) ?? 0)}`}</title>
          </path>
        ))}
        {spots.map((spot) => {
          const [x, y] = place(spot);
          return <circle key={spot.id} cx={x} cy={y} r="4" />;
        })}
      </svg>
      <ul className="map-legend">
        <li><svg viewBox="0 0 16 16" aria-hidden="true"><rect width="16" height="16" /></svg>{words.none}</li>
        {ends.map((end, index) => (
          <li key={end}>
            <svg viewBox="0 0 16 16" aria-hidden="true"><rect width="16" height="16" className={shadeOf(end, ends)} /></svg>
            {words.range((ends[index - 1] ?? 0) + 1, end)}
          </li>
        ))}
        {hidden && hidden.size > 0 && <li><svg viewBox="0 0 16 16" aria-hidden="true"><rect width="16" height="16" className="concealed" /></svg>{words.hidden}</li>}
      </ul>
    </>
  );
}
