import { validationText } from '../contracts/refusalReason.ts';

const NO_TEXT = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** They reorder the text after them on all pages that show the text. */
const REORDERING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** More combining marks than any script uses on one letter: they would cover the lines above. */
const TOO_MANY_MARKS = /\p{M}{5}/u;

export const PLAIN_TEXT_MESSAGE = validationText(
  'platform.plainText',
  'Use letters, digits, spaces and punctuation.',
);

/** Whether a text is one line that cannot change how the page around it looks. */
export const isPlainText = (text: string): boolean =>
  !NO_TEXT.test(text) && !REORDERING.test(text) && !TOO_MANY_MARKS.test(text);
