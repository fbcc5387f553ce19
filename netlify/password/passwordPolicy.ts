import { getEnv } from '../../config/env/env.ts';
import { passwordProblem, toStoredPassword } from '../../config/rules/passwordRule.ts';
import { isBreached } from './breaches.ts';
import { ownWordsProblem } from './ownWords.ts';
import { isPredictable } from './predictable.ts';

const PROBLEMS = {
  predictable: 'Use fewer repeated or consecutive characters.',
  common: 'This is one of the most common passwords. Choose another one.',
  breached: 'This password is in a known data breach. Choose another one.',
} as const;

/**
 * Returns why a password is not acceptable for any user. See {@link ownWordsProblem} for words known of the
 * user.
 *
 * @returns undefined for an acceptable password
 */
export async function passwordRefusal(password: unknown): Promise<string | undefined> {
  const { passwordMinLength, breachedPasswordsUrl } = getEnv();
  const problem = passwordProblem(password, passwordMinLength);
  if (problem !== undefined) return problem;
  const stored = toStoredPassword(String(password));
  const text = stored.toLowerCase();
  if (isPredictable(text)) return PROBLEMS.predictable;
  const { isCommon } = await import('./commonPasswords.ts');
  if (isCommon(text)) return PROBLEMS.common;
  const ownWords = ownWordsProblem(stored, { emails: [], names: [] });
  if (ownWords !== undefined) return ownWords;
  if (breachedPasswordsUrl === undefined) return undefined;
  return (await isBreached(stored, breachedPasswordsUrl)) ? PROBLEMS.breached : undefined;
}
