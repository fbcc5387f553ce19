const day = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

const PARTS = { both: { ...day, ...time }, day, time };

/** What to show of a moment. */
export type TimeParts = keyof typeof PARTS;

/**
 * Returns a moment as text with its time zone: `27 November 2026 at 04:27:20 CET` in British English.
 *
 * @param at milliseconds since the epoch
 * @param zone IANA name
 * @param locale BCP 47 tag
 */
export function formatTime(at: number, parts: TimeParts, zone: string, locale: string): string {
  const zoneName = parts === 'day' ? {} : ({ timeZoneName: 'short' } as const);
  const text = new Intl.DateTimeFormat(locale, { ...PARTS[parts], ...zoneName, timeZone: zone }).format(at);
  return parts === 'day' && zone === 'UTC' ? `${text} UTC` : text;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Units of relative times, with the distance below which they are used. */
const UNITS = [
  { unit: 'minute', size: MINUTE_MS, below: HOUR_MS },
  { unit: 'hour', size: HOUR_MS, below: DAY_MS },
] as const;

interface RelativeWords {
  /** BCP 47 tag. */
  locale: string;
  /** For less than a minute ago, and less than a minute from now. */
  justNow: string;
  soon: string;
}

/**
 * Returns the distance of a moment from now as text (`2 hours ago`), or undefined if it is a day or more.
 *
 * @param at milliseconds since the epoch
 * @param now milliseconds since the epoch
 */
export function formatRelativeTime(at: number, now: number, words: RelativeWords): string | undefined {
  const distance = Math.abs(at - now);
  if (distance < MINUTE_MS) return at > now ? words.soon : words.justNow;
  const found = UNITS.find(({ below }) => distance < below);
  if (found === undefined) return undefined;
  const count = Math.floor(distance / found.size) * Math.sign(at - now);
  return new Intl.RelativeTimeFormat(words.locale, { numeric: 'always' }).format(count, found.unit);
}
