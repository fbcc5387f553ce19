/** Where a redirect goes when it was asked to go anywhere else than to a page of ours. */
export const FALLBACK_PATH = '/';

const MAX_LENGTH = 2048;

/** Whitespace, control characters and backslashes: browsers drop the first two and read the last as a slash. */
const unsafeCharacter = /[\s\\\p{Cc}]/u;

/** A second slash starts a host, dot segments can bring one forth, and functions are no pages. */
const unsafePath = /\/\/|\/\.{1,2}(\/|$)|%2f|%5c|^\/\.netlify(\/|$)/i;

/** Decodes until nothing changes, so that `%252F` hides no better than `%2F`. */
function decodeFully(path: string): string {
  try {
    const decoded = decodeURIComponent(path);
    return decoded === path ? path : decodeFully(decoded);
  } catch {
    return path;
  }
}

/**
 * Lets through only what is plainly a path of this site, query included.
 *
 * @param requested what the address bar or a form says
 * @param apiBasePath where functions answer when that is not below `/.netlify`
 * @returns the path, or `/` in place of anything doubtful
 *
 * @example toRedirectPath('/session?tab=1') // '/session?tab=1'
 * @example toRedirectPath('//evil.example') // '/'
 */
export function toRedirectPath(requested: string | null | undefined, apiBasePath?: string): string {
  if (!requested?.startsWith('/') || requested.length > MAX_LENGTH) return FALLBACK_PATH;
  const path = decodeFully(requested.split(/[?#]/, 1)[0] ?? '');
  if (unsafeCharacter.test(requested) || unsafeCharacter.test(path)) return FALLBACK_PATH;
  if (unsafePath.test(path)) return FALLBACK_PATH;
  if (apiBasePath !== undefined && `${path}/`.startsWith(`${apiBasePath}/`)) return FALLBACK_PATH;
  const url = new URL(requested, 'https://site.invalid');
  return url.origin === 'https://site.invalid' ? url.pathname + url.search : FALLBACK_PATH;
}
