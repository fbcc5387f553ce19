import * as z from 'zod';
import { SIGN_IN_METHODS, type SignInMethod } from '../signInMethods.ts';
import { EnvError, read, type EnvSource } from './envVariables.ts';
import { listOf } from './schemas.ts';

const methods = z.lazy(() =>
  listOf(z.enum(SIGN_IN_METHODS, `must be a comma-separated list of ${SIGN_IN_METHODS.join(', ')}`)),
);

interface Installation {
  deployed: boolean;
  /** Whether there is a mail server. */
  canSend: boolean;
}

/**
 * Reads the sign-in methods, in the order of the sign-in page. By default, a deploy offers the password, and
 * a developer's machine all of them.
 *
 * @throws EnvError for an unknown name, and for a method that cannot work
 */
export function readSignInMethods(source: EnvSource, { deployed, canSend }: Installation) {
  const chosen = read(source, 'SIGN_IN_METHODS', methods);
  const offered = chosen ?? (deployed ? ['password'] : SIGN_IN_METHODS);
  if (offered.includes('email') && !canSend) {
    throw new EnvError(
      'SIGN_IN_METHODS',
      'contains email, and no mail is sent here: set SMTP_HOST, or remove email',
    );
  }
  return {
    /** The ways to sign in, in the order of the sign-in page. */
    signInMethods: [...new Set<SignInMethod>(offered)] as readonly SignInMethod[],
  };
}
