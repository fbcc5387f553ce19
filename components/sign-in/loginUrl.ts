import { toPlainPath } from '@/config/security/redirectPath';

/** Error codes that redirects of the widget itself use; it shows our translations for them. */
const KNOWN_ERRORS = ['signin', 'no_email_present', 'restart_link'];

const IS_UNTRUSTED: Record<string, (value: string) => boolean> = {
  message: () => true,
  error: (value) => !KNOWN_ERRORS.includes(value),
  redirectToPath: (value) => toPlainPath(value) !== value,
};

/**
 * Moves the fragment of the requested page into `redirectToPath`: browsers keep a fragment
 * across redirects, while servers never see it. The fragment of a link in a mail is not part of that page.
 */
export function moveFragmentToRedirect(url: URL): URL {
  const wanted = url.searchParams.get('redirectToPath');
  if (wanted === null || wanted.includes('#') || url.hash === '' || url.searchParams.has('token')) return url;
  const moved = new URL(url);
  moved.searchParams.set('redirectToPath', wanted + url.hash);
  moved.hash = '';
  return moved;
}

/**
 * Removes query parameters that a link from elsewhere could abuse: the widget shows `message` and unknown
 * `error` values above its form, and follows any `redirectToPath`. Only values that this app writes are left.
 */
export function removeUntrustedParams(url: URL): string {
  const foreign = [...url.searchParams].filter(([name, value]) => IS_UNTRUSTED[name]?.(value) === true);
  if (foreign.length === 0) return url.href;
  const clean = new URL(url);
  for (const [name] of foreign) clean.searchParams.delete(name);
  return clean.href;
}

/** Returns the query that names the page to go to after signing in; empty for the default. */
export function redirectQuery(): string {
  const redirectToPath = new URL(window.location.href).searchParams.get('redirectToPath');
  return redirectToPath === null ? '' : `?${new URLSearchParams({ redirectToPath }).toString()}`;
}
