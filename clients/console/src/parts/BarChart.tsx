// Expected numbers as bars with the range they may lie in. Whoever cannot see it reads the table that stands beside it.
import './bar-chart.css';

import { scaleBand, scaleLinear } from 'd3-scale';

export interface Bar {
  name: string;
  value: number;
  // Narrower and wider range.
  inner?: [number, number];
  outer?: [number, number];
  // It is there and may not be shown.
  hidden?: boolean;
}

const [WIDTH, HEIGHT, LEFT, BELOW, ABOVE] = [720, 260, 36, 26, 10];

export function BarChart({ bars, label, shown }: { bars: Bar[]; label: string; shown: (value: number) => string }) {
  const across = scaleBand().domain(bars.map(({ name }) => name)).range([LEFT, WIDTH]).padding(0.35);
  const most = Math.max(1, ...bars.map(({ value, inner, outer }) => Math.max(value, inner?.[1] ?? 0, outer?.[1] ?? 0)));
  const up = scaleLinear().domain([0, most]).nice(5).range([HEIGHT - BELOW, ABOVE]);
  const ticks = up.ticks(5).filter((tick) => Number.isInteger(tick) || most < 3);
  // As many names as fit.
  const every = Math.ceil(bars.length / 12);
  const middle = (name: string) => (across(name) ?? 0) + across.bandwidth() / 2;
  return (
    <div className="wide" tabIndex={0} role="region" aria-label={label}>
      <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="line" x1={LEFT} x2={WIDTH} y1={up(tick)} y2={up(tick)} />
            <text x={LEFT - 6} y={up(tick) + 4} textAnchor="end">{shown(tick)}</text>
          </g>
        ))}
        {bars.map(({ name, value, inner, outer, hidden }, place) => (
          <g key={name}>
            <rect className="bar" x={across(name)} width={across.bandwidth()} y={up(value)} height={up(0) - up(value)} />
            {hidden && <text className="concealed" x={middle(name)} y={up(0) - 4} textAnchor="middle">..</text>}
            {inner && <rect className="inner" x={middle(name) - 4} width={8} y={up(inner[1])} height={Math.max(1, up(inner[0]) - up(inner[1]))} />}
            {outer && <line className="outer" x1={middle(name)} x2={middle(name)} y1={up(outer[0])} y2={up(outer[1])} />}
            {place % every === 0 && <text x={middle(name)} y={HEIGHT - 8} textAnchor="middle">{name}</text>}
          </g>
        ))}
      </svg>
    </div>
  );
}
