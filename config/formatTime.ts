import { DAY_MS, HOUR_MS } from './durations.ts';

const day = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

const PARTS = { both: { ...day, ...time }, day, time };

/** What to show of a moment. */
export type TimeParts = keyof typeof PARTS;

/** More than users of a site have: clients name the zones, and there are thousands of offsets. */
const MAX_FORMATTERS = 300;

/** Formatters by what they were made for: to make one takes longer than to render the page around it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(parts: TimeParts, zone: string, locale: string): Intl.DateTimeFormat {
  const key = `${parts} ${zone} ${locale}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const zoneName = parts === 'day' ? {} : ({ timeZoneName: 'short' } as const);
  const made = new Intl.DateTimeFormat(locale, { ...PARTS[parts], ...zoneName, timeZone: zone });
  if (formatters.size >= MAX_FORMATTERS) formatters.clear();
  formatters.set(key, made);
  return made;
}

/**
 * Returns a moment as text with its time zone: `27 November 2026 at 04:27:20 CET` in British English.
 *
 * @param at milliseconds since the epoch
 * @param zone IANA name, one that `toTimeZone` has returned
 * @param locale BCP 47 tag
 */
export function formatTime(at: number, parts: TimeParts, zone: string, locale: string): string {
  const text = formatterFor(parts, zone, locale).format(at);
  return parts === 'day' && zone === 'UTC' ? `${text} UTC` : text;
}

const MINUTE_MS = 60_000;

/** Units of relative times, with the distance below which they are used. */
const UNITS = [
  { unit: 'minute', size: MINUTE_MS, below: HOUR_MS },
  { unit: 'hour', size: HOUR_MS, below: DAY_MS },
] as const;

const relativeFormatters = new Map<string, Intl.RelativeTimeFormat>();

function relativeFormatterFor(locale: string): Intl.RelativeTimeFormat {
  const known = relativeFormatters.get(locale);
  if (known !== undefined) return known;
  const made = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  relativeFormatters.set(locale, made);
  return made;
}

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
  return relativeFormatterFor(words.locale).format(count, found.unit);
}
