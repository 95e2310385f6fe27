// Qəpik as manat: 220,00 ₼
export function shownMoney(qepik: bigint, currency: string, language: string): string {
  const manat = Number(qepik) / 100;
  if (currency !== 'AZN') return `${new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(manat)} ${currency}`;
  return `${new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(manat)} ₼`;
}
