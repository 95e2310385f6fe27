// Why a vacancy suits somebody, what counts most first, as the service says it.
import type { MatchReason } from '../contract/dayaq/employment/v1/vacancy_pb.ts';
import { useEmploymentWords } from '../words/employment.ts';

export function Reasons({ reasons }: { reasons: MatchReason[] }) {
  const { t, language } = useEmploymentWords();
  return (
    <ul className="reasons">
      {reasons.map((one) => (
        <li key={one.kind}>
          <meter min={0} max={Math.max(1, one.mostPoints)} value={one.points} aria-label={language === 'az' ? one.textAz : one.textEn} />{' '}
          {language === 'az' ? one.textAz : one.textEn} <span className="quiet">{t('match.reason', { points: one.points, most: one.mostPoints })}{one.toArrange && ` · ${t('match.arrange')}`}</span>
        </li>
      ))}
    </ul>
  );
}
