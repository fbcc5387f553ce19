/**
 * The rules for passwords that a browser can check. The functions also refuse common passwords
 * (netlify/password).
 */
interface PasswordRule {
  /** The English message for a password that breaks the rule. */
  problem: string;
  holds: (password: string) => boolean;
}

/**
 * NIST SP 800-63B-4 allows 8 where a password is one of several factors, and requires 15 where it is the only
 * one.
 */
export const MIN_PASSWORD_LENGTHS = { lowest: 8, default: 8, highest: 64 } as const;

/** bcrypt, which the core uses, ignores anything longer. */
export const MAX_PASSWORD_BYTES = 72;

/** Returns the spelling that is hashed: keyboards differ in how they write accented letters. */
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

/** @param minLength in characters, as counted by Unicode in NFC */
export const passwordRules = (minLength: number): readonly PasswordRule[] => [
  {
    problem: `Use at least ${minLength} characters.`,
    holds: (password) => charactersIn(password).length >= minLength,
  },
  {
    problem: `Use at most ${MAX_PASSWORD_BYTES} bytes: ${MAX_PASSWORD_BYTES} plain letters, fewer with accents or emoji. Longer ones would be cut.`,
    holds: (password) => bytesIn(password) <= MAX_PASSWORD_BYTES,
  },
];

const UNUSABLE_MESSAGE = 'Use no control characters.';

/**
 * Returns the English messages of {@link passwordProblem} about a text. passwordProblems.ts names their
 * translations.
 */
export const passwordProblems = (minLength: number): readonly string[] => [
  UNUSABLE_MESSAGE,
  ...passwordRules(minLength).map(({ problem }) => problem),
];

/**
 * Returns the English message of the first rule that a password breaks.
 *
 * @returns undefined for a password that is valid as far as a browser can tell
 */
export function passwordProblem(password: unknown, minLength: number): string | undefined {
  if (typeof password !== 'string') return 'must be text';
  if (password.length > 1000) return passwordRules(minLength)[1]?.problem;
  if (UNUSABLE.test(password)) return UNUSABLE_MESSAGE;
  return passwordRules(minLength).find(({ holds }) => !holds(password))?.problem;
}
