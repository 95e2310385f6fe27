// What several pages of this desk show alike.
import { useQuery } from '@tanstack/react-query';

import { entitlements } from '../calls/entitlement.ts';
import { useStanding } from '../app/session.tsx';
import { shownMoney } from '../values/money.ts';
import { useWords } from '../words/words.tsx';

// What a benefit is called; its code where the list does not say.
export function useBenefits() {
  const { language } = useWords();
  const { may } = useStanding();
  const found = useQuery({ queryKey: ['benefits'], queryFn: () => entitlements.listBenefits({}), staleTime: Infinity, enabled: may('benefit.list') });
  const titles = new Map(found.data?.benefits.map(({ benefit, title }) => [benefit, title?.[language] || title?.en || benefit]));
  return (code: string) => titles.get(code) ?? code;
}

export const useMoney = () => {
  const { language } = useWords();
  return (qepik: bigint, currency = 'AZN') => shownMoney(qepik, currency, language);
};
