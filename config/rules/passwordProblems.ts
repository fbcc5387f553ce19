import { validationText } from '../contracts/refusalReason.ts';
import { MAX_PASSWORD_BYTES, passwordProblem, passwordProblems } from './passwordRule.ts';

/**
 * Returns the messages of `passwordProblem` about a text, for `translationOf`. The names of their
 * translations are not in passwordRule.ts, because browsers load it.
 */
export function translatablePasswordProblems(minLength: number): readonly string[] {
  const [unusable = '', tooShort = '', tooLong = ''] = passwordProblems(minLength);
  return [
    validationText('platform.passwordUnusable', unusable),
    validationText('platform.passwordTooShort', tooShort, { min: minLength }),
    validationText('platform.passwordTooLong', tooLong, { max: MAX_PASSWORD_BYTES }),
  ];
}

/** Returns the message of `passwordProblem`, for `translationOf`. */
export function translatablePasswordProblem(password: unknown, minLength: number): string | undefined {
  translatablePasswordProblems(minLength);
  return passwordProblem(password, minLength);
}
