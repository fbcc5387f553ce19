import { createHash } from 'node:crypto';
import { recordBreachCheck } from '../platform/http/scope.ts';

/** The user waits for this response; without it the password is accepted. */
const TIMEOUT_MS = 1000;

/** Sent with every request: the API requires clients to identify themselves. */
const USER_AGENT = 'supertokens-netlify-next';

/**
 * Requests the hashes that begin with five characters. Padding hides their number from observers who count
 * bytes.
 */
async function fetchRange(url: string, prefix: string): Promise<string> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const headers = { 'add-padding': 'true', 'user-agent': USER_AGENT };
    const response = await fetch(`${url}/${prefix}`, { headers, signal: abort.signal, redirect: 'error' });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    return await response.text();
  } finally {
    clearTimeout(timer);
  }
}

/** Padding entries have a count of 0. */
const isListed = (range: string, suffix: string): boolean =>
  range.split('\n').some((line) => {
    const [hash, count] = line.trim().toUpperCase().split(':');
    return hash === suffix && Number(count) > 0;
  });

/**
 * Returns whether a password is in a known breach, by the range API of Have I Been Pwned: five of the forty
 * characters of its SHA-1 are sent. Returns false if the API fails; the log line then says that the check was
 * down.
 *
 * @param url without the trailing slash
 * @see https://haveibeenpwned.com/API/v3#PwnedPasswords
 */
export async function isBreached(password: string, url: string): Promise<boolean> {
  const hash = createHash('sha1').update(password).digest('hex').toUpperCase();
  try {
    const range = await fetchRange(url, hash.slice(0, 5));
    recordBreachCheck('on');
    return isListed(range, hash.slice(5));
  } catch {
    recordBreachCheck('down');
    return false;
  }
}
