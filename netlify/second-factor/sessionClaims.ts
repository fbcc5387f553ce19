import { getEnv } from '../../config/env/env.ts';
import type { SecondFactorClaims } from '../../config/session/secondFactor.ts';
import { readCredentialState } from '../email/outstanding.ts';
import { currentScope } from '../platform/http/scope.ts';
import { fallBackIfUnavailable } from '../platform/store/database.ts';
import { subjectOf } from '../platform/store/subject.ts';
import { trustHashes } from './trustedBrowser.ts';
import { readSignInFacts, type SignInFacts } from './trustedRows.ts';

/**
 * Ways to sign in that verify the user by a second factor of their own: a passkey and its PIN or biometrics.
 */
export const TWO_FACTOR_METHODS: readonly string[] = ['passkey'];

/** The claims of a session whose user gives the second factor now. */
export const provedNow = (): SecondFactorClaims => ({
  secondFactor: 'proved',
  factorTime: Math.floor(Date.now() / 1000),
});

/** The claims of a session whose user has no second factor. */
export const NO_FACTOR: SecondFactorClaims = { secondFactor: 'none', factorTime: 0 };

/** A browser is trusted until the credentials change: the reason may be that someone else has used it. */
async function isStillTrusted(userId: string, { trustedIn }: SignInFacts): Promise<boolean> {
  return trustedIn !== undefined && (await readCredentialState(userId)).generation === trustedIn;
}

async function toClaims(userId: string, facts: SignInFacts): Promise<SecondFactorClaims> {
  if (!facts.enrolled) return NO_FACTOR;
  const isTrusted = await isStillTrusted(userId, facts);
  return { secondFactor: isTrusted ? 'trusted' : 'needed', factorTime: 0 };
}

/**
 * Returns the claims about the second factor for a new session. Without them, where the database is down, the
 * session can do nothing until the database has been asked.
 *
 * @param signInMethod how the user signed in
 */
export async function factorClaims(
  userId: string,
  signInMethod: string,
): Promise<SecondFactorClaims | undefined> {
  if (getEnv().secondFactor.policy === 'off') return undefined;
  if (TWO_FACTOR_METHODS.includes(signInMethod)) return provedNow();
  const event = currentScope()?.event;
  const tokens = event === undefined ? [] : trustHashes(event);
  return fallBackIfUnavailable(undefined, async () =>
    toClaims(userId, await readSignInFacts(subjectOf(userId), tokens)),
  );
}
