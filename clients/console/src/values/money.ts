// Qəpik as manat: 1 220,00 manat; with a point in English. The sign of the currency is in few fonts of old computers.
export function shownMoney(qepik: bigint, currency: string, language: string): string {
  const sign = qepik < 0n ? '−' : '';
  const whole = String(qepik < 0n ? -qepik : qepik).padStart(3, '0');
  const manat = whole.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return `${sign}${manat}${language === 'en' ? '.' : ','}${whole.slice(-2)}\u00a0${currency !== 'AZN' ? currency : language === 'ru' ? 'манатов' : 'manat'}`;
}

// 125 000,50 as qəpik; nothing when it is no amount.
export function qepikOf(text: string): bigint | undefined {
  const [, whole, part = ''] = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s\u00a0]/g, '')) ?? [];
  return whole ? BigInt(whole) * 100n + BigInt(part.padEnd(2, '0')) : undefined;
}
