import { validationText } from '../../config/contracts/refusalReason.ts';
import { getEnv } from '../../config/env/env.ts';
import { translatablePasswordProblem } from '../../config/rules/passwordProblems.ts';
import { toStoredPassword } from '../../config/rules/passwordRule.ts';
import { isBreached } from './breaches.ts';
import { ownWordsProblem } from './ownWords.ts';
import { isPredictable } from './predictable.ts';

const PROBLEMS = {
  predictable: validationText(
    'platform.passwordPredictable',
    'Use fewer repeated or consecutive characters.',
  ),
  common: validationText(
    'platform.passwordCommon',
    'This is one of the most common passwords. Choose another one.',
  ),
  breached: validationText(
    'platform.passwordBreached',
    'This password is in a known data breach. Choose another one.',
  ),
};

/**
 * Returns why a password is not acceptable for any user: a text for `translationOf`. See
 * {@link ownWordsProblem} for words known of the user.
 *
 * @returns undefined for an acceptable password
 */
export async function passwordRefusal(password: unknown): Promise<string | undefined> {
  const { passwordMinLength, breachedPasswordsUrl } = getEnv();
  const problem = translatablePasswordProblem(password, passwordMinLength);
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
