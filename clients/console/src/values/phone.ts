// Telephones of Azerbaijan: +994 and nine digits, however they are typed.
export function normalPhone(text: string): string {
  const digits = text.replace(/\D/g, '');
  if (digits === '') return '';
  const own = digits.startsWith('994') ? digits.slice(3) : digits.startsWith('0') ? digits.slice(1) : digits;
  return `+994${own}`;
}

export const isPhone = (text: string) => /^\+994\d{9}$/.test(text);

// +994 50 123 45 67
export function shownPhone(text: string): string {
  const [, a, b, c, d] = /^\+994(\d{2})(\d{3})(\d{2})(\d{2})$/.exec(text) ?? [];
  return a ? `+994 ${a} ${b} ${c} ${d}` : text;
}
