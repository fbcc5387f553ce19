/** What a password has to be as far as a browser can tell. The functions refuse common ones besides (netlify/password). */
interface PasswordRule {
  /** As a list of rules has it. */
  words: string;
  /** What is said of a password that breaks it. */
  problem: string;
  holds: (password: string) => boolean;
}

/** NIST SP 800-63B-4 allows 8 where a password is one of several factors, and asks 15 where it is the only one. */
export const MIN_PASSWORD_LENGTHS = { lowest: 8, default: 8, highest: 64 } as const;

/** bcrypt, with which the core hashes, ignores what comes after these. */
const MAX_BYTES = 72;

/** The spelling that is hashed: keyboards differ in how they write an accented letter. */
export const toStoredPassword = (password: string): string => password.normalize('NFC');

const charactersIn = (password: string): string[] => Array.from(toStoredPassword(password));

function bytesOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

const bytesIn = (password: string): number =>
  charactersIn(password).reduce((sum, character) => sum + bytesOf(character), 0);

const UNUSABLE = /[\p{Cc}\p{Cs}]/u;

/** @param minLength in characters, as Unicode counts them in NFC */
export const passwordRules = (minLength: number): readonly PasswordRule[] => [
  {
    words: `At least ${minLength} characters`,
    problem: `Use at least ${minLength} characters.`,
    holds: (password) => charactersIn(password).length >= minLength,
  },
  {
    words: `At most ${MAX_BYTES} bytes`,
    problem: `Use at most ${MAX_BYTES} bytes: ${MAX_BYTES} plain letters, fewer with accents or emoji. Longer ones would be cut.`,
    holds: (password) => bytesIn(password) <= MAX_BYTES,
  },
];

/** What is refused besides, and only the functions can tell. */
export const REFUSED_PASSWORDS = 'No common password, and not your name or email address';

/**
 * The rule that a password breaks, in words.
 *
 * @returns undefined for one that is good as far as a browser can tell
 */
export function passwordProblem(password: unknown, minLength: number): string | undefined {
  if (typeof password !== 'string') return 'must be text';
  if (password.length > 1000) return passwordRules(minLength)[1]?.problem;
  if (UNUSABLE.test(password)) return 'Use no control characters.';
  return passwordRules(minLength).find(({ holds }) => !holds(password))?.problem;
}
