import * as z from 'zod';
import { SIGN_IN_METHODS, type SignInMethod } from '../signInMethods.ts';
import { read, type EnvSource } from './envVariables.ts';

const methods = z
  .string()
  .transform((value) => value.split(',').map((name) => name.trim()))
  .pipe(z.array(z.enum(SIGN_IN_METHODS, `must be a comma-separated list of ${SIGN_IN_METHODS.join(', ')}`)));

/**
 * Reads the sign-in methods, in the order of the sign-in page. By default, a deploy offers the password, and
 * a developer's machine all of them.
 *
 * @throws EnvError for an unknown name
 */
export function readSignInMethods(source: EnvSource, deployed: boolean) {
  const chosen = read(source, 'SIGN_IN_METHODS', methods);
  const offered = chosen ?? (deployed ? ['password'] : SIGN_IN_METHODS);
  return {
    /** The ways to sign in, in the order of the sign-in page. */
    signInMethods: [...new Set<SignInMethod>(offered)] as readonly SignInMethod[],
  };
}
