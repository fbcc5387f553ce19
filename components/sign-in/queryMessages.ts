import { toPlainPath } from '@/config/security/redirectPath';

/** The errors that a redirect of the widget's own may name; it shows words of ours for them. */
const knownErrors = ['signin', 'no_email_present', 'restart_link'];

const isForeign: Record<string, (value: string) => boolean> = {
  message: () => true,
  error: (value) => !knownErrors.includes(value),
  redirectToPath: (value) => toPlainPath(value) !== value,
};

/**
 * The address of the login page with the fragment of the page wanted moved into `redirectToPath`: browsers keep a fragment
 * across redirects, while no server ever sees it.
 */
export function withWantedFragment(url: URL): URL {
  const wanted = url.searchParams.get('redirectToPath');
  if (wanted === null || wanted.includes('#') || url.hash === '') return url;
  const moved = new URL(url);
  moved.searchParams.set('redirectToPath', wanted + url.hash);
  moved.hash = '';
  return moved;
}

/**
 * The widget prints `message` and any unknown `error` of the query above its form, so that a link could make the login
 * page say anything, and makes a path of any `redirectToPath`. Only what we could have written is left in the address.
 */
export function withoutForeignWords(url: URL): string {
  const foreign = [...url.searchParams].filter(([name, value]) => isForeign[name]?.(value) === true);
  if (foreign.length === 0) return url.href;
  const clean = new URL(url);
  for (const [name] of foreign) clean.searchParams.delete(name);
  return clean.href;
}
