/** The cookie in which the browser says its time zone, for the first HTML of the next page. */
export const TIME_ZONE_COOKIE = 'timeZone';

/** Longer than the name of any time zone. */
const MAX_CHARACTERS = 64;

/**
 * Names that this runtime knows, spelled as it returns them: clients may send other spellings, without end.
 */
const known = new Set(['UTC']);

/**
 * Returns a time zone that this runtime knows, or undefined. Browsers and servers may know different ones.
 *
 * @param name an IANA name, from a cookie that anyone could have set
 */
export function toTimeZone(name: string | undefined): string | undefined {
  if (name === undefined || name.length > MAX_CHARACTERS) return undefined;
  if (known.has(name)) return name;
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    known.add(zone);
    return zone;
  } catch {
    return undefined;
  }
}
