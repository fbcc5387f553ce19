/** What a password has to be. The forms state it and show it as it is met, the widget checks it, the back end keeps it. */
interface PasswordRule {
  /** As a list of rules has it. */
  words: string;
  /** What is said to somebody whose password breaks it. */
  problem: string;
  holds: (password: string) => boolean;
}

/** In characters as people count them, not in the halves of which JavaScript makes some. */
const LENGTH = { least: 8, most: 99 } as const;

const lengthOf = (password: string) => Array.from(password).length;

/** SuperTokens' own rule, with the letters and digits of every script. */
export const PASSWORD_RULES: readonly PasswordRule[] = [
  {
    words: `${LENGTH.least} to ${LENGTH.most} characters`,
    problem: `Use ${LENGTH.least} to ${LENGTH.most} characters.`,
    holds: (password) => lengthOf(password) >= LENGTH.least && lengthOf(password) <= LENGTH.most,
  },
  {
    words: 'A letter among them',
    problem: 'Use at least one letter.',
    holds: (password) => /\p{L}/u.test(password),
  },
  {
    words: 'A digit among them',
    problem: 'Use at least one digit.',
    holds: (password) => /\p{Nd}/u.test(password),
  },
];

/** The rule that a password breaks, in words; undefined for one that will do. */
export function passwordProblem(password: unknown): string | undefined {
  if (typeof password !== 'string') return 'must be text';
  return PASSWORD_RULES.find(({ holds }) => !holds(password))?.problem;
}

/** The same for the forms of SuperTokens, which wait for an answer. */
export const validatePassword = (password: unknown): Promise<string | undefined> =>
  Promise.resolve(passwordProblem(password));
