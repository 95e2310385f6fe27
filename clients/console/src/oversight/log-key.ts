// The key of each log as this computer saw it first, or as somebody put it here: what the system says later does not replace it by itself.
const PLACE = 'dayaq-log-key ';

export const keptKey = (origin: string) => localStorage.getItem(PLACE + origin) ?? '';
export const keepKey = (origin: string, key: string) => localStorage.setItem(PLACE + origin, key);

// The key to check by, and whether the log shows another now.
export function pinnedKey(origin: string, shown: string): { key: string; differs: boolean } {
  const kept = keptKey(origin);
  if (kept === '' && shown !== '') keepKey(origin, shown);
  return { key: kept || shown, differs: kept !== '' && shown !== '' && kept !== shown };
}
