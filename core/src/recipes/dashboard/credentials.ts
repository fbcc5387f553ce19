/** The real core's rules for emails and passwords of dashboard users. */

/**
 * The real core's email pattern: its dots match any character, so a domain consists of letters, digits,
 * hyphens and single other characters between them, and ends in two letters. Written without ambiguity to
 * match in linear time.
 */
const EMAIL =
  /^.+@(?:[\d{},.]|(?:[a-z\d-]+[^a-z\d\n\r\u2028\u2029-])+(?:[a-z]{2,}|[a-z\d-]{2,}[a-z]{2})|[a-z\d-]{2,}[a-z]{2})$/i;

export const isEmail = (email: string): boolean => EMAIL.test(email);

const MIN_LENGTH = 8;
const MAX_LENGTH = 99;

/** Returns what is wrong with a password, or null. */
export function passwordProblem(password: string): string | null {
  if (password.length < MIN_LENGTH) return 'Password must contain at least 8 characters, including a number';
  if (password.length > MAX_LENGTH) return "Password's length must be lesser than 100 characters";
  if (!/^.*[a-z].*$/i.test(password)) return 'Password must contain at least one alphabet';
  return /^.*\d.*$/.test(password) ? null : 'Password must contain at least one number';
}
