import type { ReceivedMail } from './readMail.ts';

/** The code in a mail. */
export function codeIn({ text }: ReceivedMail): string {
  const code = /\b\d{6}\b/.exec(text)?.[0];
  if (code === undefined) throw new Error(`There is no code in this mail:\n${text}`);
  return code;
}

/** Another code than this one. */
export const wrongCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** The same code, as an Arabic keyboard writes it. */
export const toArabicDigits = (code: string): string =>
  code.replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)));
