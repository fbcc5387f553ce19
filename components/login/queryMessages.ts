/** The errors that a redirect of the widget's own may name; it shows words of ours for them. */
const knownErrors = ['signin', 'no_email_present', 'restart_link'];

/**
 * The widget prints `message` and any unknown `error` of the query above its form, so that a link could make the login
 * page say anything. Only errors that have words of our own are left in the address.
 */
export function withoutForeignWords(url: URL): string {
  const error = url.searchParams.get('error');
  const isForeign = error !== null && !knownErrors.includes(error);
  if (!isForeign && !url.searchParams.has('message')) return url.href;
  const clean = new URL(url);
  clean.searchParams.delete('message');
  if (isForeign) clean.searchParams.delete('error');
  return clean.href;
}
