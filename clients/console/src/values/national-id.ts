// FİN: seven letters without I and O, and digits; however it is typed.
export const normalNationalId = (text: string) => text.toLocaleUpperCase('en').replace(/[\sİ]/g, (one) => (one === 'İ' ? 'I' : ''));
export const isNationalId = (text: string) => /^[A-HJ-NP-Z0-9]{7}$/.test(text);
