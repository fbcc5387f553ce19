import type { MessageParams } from './contracts/errorAnswer.ts';
import { SOURCE_LANGUAGE } from './languages.ts';

/** Limits up to which a wait is given in seconds and minutes. */
const MAX_SECONDS = 120;
const MAX_MINUTES = 120;

const SYMBOLS = { second: 's', minute: 'min', hour: 'h' };

/** Returns a wait in the largest precise unit, rounded up, as the parameters of a message. */
export function toWait(seconds: number): { count: number; unit: keyof typeof SYMBOLS } {
  if (seconds <= MAX_SECONDS) return { count: seconds, unit: 'second' };
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= MAX_MINUTES) return { count: minutes, unit: 'minute' };
  return { count: Math.ceil(minutes / 60), unit: 'hour' };
}

/** Formats a wait in English: `90 s`, `15 min`, `24 h`. */
export function formatWait(seconds: number): string {
  const { count, unit } = toWait(seconds);
  return `${count} ${SYMBOLS[unit]}`;
}

/**
 * Formats the parameters of a message about a wait.
 *
 * @param language of the page; browsers know the units of others than English
 */
export const formatWaitIn = (language: string, { count = 0, unit = '' }: MessageParams = {}): string =>
  language === SOURCE_LANGUAGE
    ? `${count} ${SYMBOLS[unit as keyof typeof SYMBOLS]}`
    : new Intl.NumberFormat(language, { style: 'unit', unit: String(unit), unitDisplay: 'long' }).format(
        Number(count),
      );

const MAX_WAIT_SECONDS = 7 * 24 * 3600;

/** Reads the seconds of a query parameter, which anyone can write: a minute for values that are no wait. */
export function readWaitParam(wait: string | undefined): ReturnType<typeof toWait> {
  const seconds = Math.trunc(Number(wait));
  return toWait(seconds > 0 && seconds <= MAX_WAIT_SECONDS ? seconds : 60);
}

/** Message for too many attempts, with a wait from {@link formatWait}. */
export const tooManyAttempts = (wait: string): string => `Too many attempts. Try again in ${wait}.`;

/** Message for too many requested mails, with a wait from {@link formatWait}. */
export const tooManyMails = (wait: string): string =>
  `An email was sent recently. You can request another one in ${wait}.`;
