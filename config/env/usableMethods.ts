import { readDatabaseUrl } from './databaseEnv.ts';
import { getEnv } from './env.ts';
import type { SignInMethod } from '../signInMethods.ts';

/** The ways to sign in that users have: passkeys need a database that keeps them. */
export function usableSignInMethods(): readonly SignInMethod[] {
  const { signInMethods } = getEnv();
  return readDatabaseUrl() === undefined ? signInMethods.filter((one) => one !== 'passkey') : signInMethods;
}
