import * as z from 'zod';
import { read, type EnvSource } from './envVariables.ts';
import { flag } from './schemas.ts';
import { MIN_PASSWORD_LENGTHS } from '../rules/passwordRule.ts';

const { lowest, highest } = MIN_PASSWORD_LENGTHS;

const passwordLength = z.lazy(() =>
  z
    .string()
    .regex(/^\d{1,3}$/, `must be a number from ${lowest} to ${highest}`)
    .transform(Number)
    .refine(
      (length) => length >= lowest && length <= highest,
      `must be a number from ${lowest} to ${highest}`,
    ),
);

const httpUrl = z.lazy(() =>
  z
    .string()
    .refine((value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ''), 'must be an http or https address')
    .transform((value) => value.replace(/\/$/, '')),
);

const PWNED_PASSWORDS = 'https://api.pwnedpasswords.com/range';

/**
 * Reads the settings for new passwords.
 *
 * @throws EnvError with the malformed variable
 */
export function readPasswordRule(source: EnvSource) {
  const url = read(source, 'PASSWORD_BREACH_URL', httpUrl) ?? PWNED_PASSWORDS;
  const isChecked = read(source, 'PASSWORD_BREACH_CHECK', flag) ?? false;
  return {
    /** In characters. */
    passwordMinLength: read(source, 'PASSWORD_MIN_LENGTH', passwordLength) ?? MIN_PASSWORD_LENGTHS.default,
    /** URL of the service that checks new passwords for known breaches; undefined if the check is off. */
    breachedPasswordsUrl: isChecked ? url : undefined,
  };
}
