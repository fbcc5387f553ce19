/** The rule for email addresses in browsers, pages and functions, small enough for all of them. */

/** The longest address in SMTP (RFC 5321, section 4.5.3.1.3). The core accepts 256. */
export const MAX_EMAIL_CHARACTERS = 254;

/** Longer than any spelling of an address; longer input is rejected unread. */
const MAX_TYPED_CHARACTERS = 1000;

export const EMAIL_PROBLEM = 'Enter an email address such as name@example.com.';

/**
 * Characters that separate, reorder their neighbors, or are invisible: addresses with them would look alike.
 */
const UNSEEN = /[\s\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/u;

/** The atoms of RFC 5322, with letters of all scripts. */
const LOCAL_ATOM = /^[^<>()[\]\\,;:@".]+$/;

/** Input that IDNA may turn into a domain. `URL` would decode, cut or renumber anything else. */
const WRITTEN_DOMAIN = /^[\p{L}\p{M}\p{N}.\u3002\uff0e\uff61-]+$/u;

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const TOP_LEVEL = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * Returns the ASCII form of a domain by IDNA as in the URL standard, which Node and browsers share.
 *
 * @returns undefined unless it is a domain name of at least two labels
 * @see https://url.spec.whatwg.org/#concept-domain-to-ascii
 */
export function toAsciiDomain(written: string): string | undefined {
  if (written.length > MAX_EMAIL_CHARACTERS || !WRITTEN_DOMAIN.test(written)) return undefined;
  if (!URL.canParse(`http://${written}`)) return undefined;
  const domain = new URL(`http://${written}`).hostname;
  const labels = domain.split('.');
  const isName = labels.length > 1 && TOP_LEVEL.test(labels.at(-1) ?? '');
  return isName && labels.every((label) => LABEL.test(label)) ? domain : undefined;
}

/** Normalizes text for comparison: NFC in lower case. */
export const toComparable = (text: string): string => text.normalize('NFC').toLowerCase().normalize('NFC');

/**
 * Returns the one spelling in which an address is stored, compared and counted: trimmed, NFC, lower case,
 * domain in ASCII.
 *
 * @returns undefined for an invalid address; takes time proportional to the length of the input
 */
export function toCanonicalEmail(typed: unknown): string | undefined {
  if (typeof typed !== 'string' || typed.length > MAX_TYPED_CHARACTERS) return undefined;
  const written = typed.trim().normalize('NFC');
  if (UNSEEN.test(written)) return undefined;
  const at = written.lastIndexOf('@');
  const local = written.slice(0, Math.max(at, 0));
  const domain = toAsciiDomain(written.slice(at + 1));
  if (domain === undefined || !local.split('.').every((atom) => LOCAL_ATOM.test(atom))) return undefined;
  const email = `${toComparable(local)}@${domain}`;
  return email.length <= MAX_EMAIL_CHARACTERS ? email : undefined;
}

/** Returns the problem of an address, for forms of SuperTokens, which expect a promise. */
export const validateEmail = (typed: unknown): Promise<string | undefined> =>
  Promise.resolve(toCanonicalEmail(typed) === undefined ? EMAIL_PROBLEM : undefined);
