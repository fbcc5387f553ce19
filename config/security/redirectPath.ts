/** Longer than any URL of ours, shorter than the limits of proxies. */
const MAX_LENGTH = 2048;

/**
 * Returns a requested URL for use in a query parameter. A longer one loses its query: {@link toPlainPath}
 * would reject it, and encoded again it would not fit into the headers that servers accept.
 *
 * @param address path and query of a request
 */
export function toCarriedPath(address: string): string {
  if (address.length <= MAX_LENGTH) return address;
  const [path = '/'] = address.split('?', 1);
  return path.length <= MAX_LENGTH ? path : '/';
}

/** Replaces our own origin while a path is resolved; no request is ever sent to it. */
const ANY_ORIGIN = 'http://same-origin.invalid';

/** Enough for a path that was encoded repeatedly on its way; more is an attempt to hide something. */
const MAX_DECODINGS = 3;

const CONTROL_OR_BACKSLASH = /[\u0000-\u001f\u007f-\u009f\\]/;

/** Netlify's own paths: functions, which may start something, and no pages. */
const NETLIFY_PATH = /^\/\.netlify(?:\/|$)/i;

function isPlain(path: string): boolean {
  if (CONTROL_OR_BACKSLASH.test(path) || NETLIFY_PATH.test(path)) return false;
  return path.startsWith('/') && !path.includes('//');
}

function isWellFormed(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Decodes a path like a lenient server: replaces encoded ASCII characters, keeps a stray %. */
function decodedOnce(path: string): string {
  return path.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Whether it is plain as written and after any decoding by a server in between. */
function staysPlain(path: string): boolean {
  if (!isWellFormed(path)) return false;
  let current = path;
  for (let round = 0; round <= MAX_DECODINGS; round += 1) {
    if (!isPlain(current)) return false;
    const next = decodedOnce(current);
    if (next === current) return true;
    current = next;
  }
  return false;
}

/**
 * Validates all redirect targets that come from outside: a plain absolute path on this origin, with its query
 * and fragment. Anything that could be read as another origin, now or after decoding, is replaced by the
 * fallback, and so is a function: a link could have one start something in the name of the user, because the
 * browser takes a redirect after their sign-in for a request of this site.
 *
 * @param value the requested target
 * @param fallback used instead of an invalid target
 * @returns a path that is safe in a Location header: ASCII, dot segments resolved
 */
export function toPlainPath(value: string | null | undefined, fallback = '/'): string {
  if (!value || value.length > MAX_LENGTH || CONTROL_OR_BACKSLASH.test(value)) return fallback;
  const [writtenPath = ''] = value.split(/[?#]/, 1);
  if (!staysPlain(writtenPath)) return fallback;
  const url = new URL(value, ANY_ORIGIN);
  const path = `${url.pathname}${url.search}${url.hash}`;
  return url.origin === ANY_ORIGIN && staysPlain(url.pathname) && path.length <= MAX_LENGTH ? path : fallback;
}
