/** Longer than any page of ours, shorter than what proxies on the way begin to refuse. */
const MAX_LENGTH = 2048;

/**
 * A requested address as it is carried along in others. A longer one loses its query: {@link toPlainPath} would refuse it,
 * and encoded once more it would not fit into the headers that servers on the way accept.
 *
 * @param address path and query of a request
 */
export function toCarriedPath(address: string): string {
  if (address.length <= MAX_LENGTH) return address;
  const [path = '/'] = address.split('?', 1);
  return path.length <= MAX_LENGTH ? path : '/';
}

/** Stands for our own origin while a path is resolved; nothing is ever sent there. */
const ANY_ORIGIN = 'http://same-origin.invalid';

/** Enough for a path that was encoded by every party it passed through; more is an attempt to hide something. */
const MAX_DECODINGS = 3;

const CONTROL_OR_BACKSLASH = /[\u0000-\u001f\u007f-\u009f\\]/;

function isPlain(path: string): boolean {
  return path.startsWith('/') && !path.includes('//') && !CONTROL_OR_BACKSLASH.test(path);
}

function isWellFormed(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** What a lenient server makes of a path: every encoded ASCII character replaced, a stray % left alone. */
function decodedOnce(path: string): string {
  return path.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Plain as written and after every decoding that a server on the way might apply. */
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
 * The one rule for every "and then go to" that comes from outside: a plain absolute path on this origin, its query and
 * fragment kept. Whatever could be read as another origin, now or after decoding, becomes the fallback.
 *
 * @param value what the request asked for
 * @param fallback where to go instead
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
