/** What the real core asks of the address and the password of a dashboard user. */

/**
 * Its pattern for an address means more than it says: a dot in it stands for any character, so that a domain is
 * runs of letters, digits and hyphens, with anything single between them, and two letters at the end. Written so that
 * there is one way to match it.
 */
const EMAIL =
  /^.+@(?:[\d{},.]|(?:[a-z\d-]+[^a-z\d\n\r\u2028\u2029-])+(?:[a-z]{2,}|[a-z\d-]{2,}[a-z]{2})|[a-z\d-]{2,}[a-z]{2})$/i;

export const isEmail = (email: string): boolean => EMAIL.test(email);

const MIN_LENGTH = 8;
const MAX_LENGTH = 99;

/** What is wrong with a password, or null. */
export function weaknessOf(password: string): string | null {
  if (password.length < MIN_LENGTH) return 'Password must contain at least 8 characters, including a number';
  if (password.length > MAX_LENGTH) return "Password's length must be lesser than 100 characters";
  if (!/^.*[a-z].*$/i.test(password)) return 'Password must contain at least one alphabet';
  return /^.*\d.*$/.test(password) ? null : 'Password must contain at least one number';
}
