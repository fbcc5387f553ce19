import type { SessionContainer } from 'supertokens-node/recipe/session';
import { Refusal } from '../http/refusal.ts';
import type { SignInClaims } from './signInClaims.ts';

/**
 * What the user must have proved shortly before a request.
 * - `sign-in`: they signed in at most {@link MAX_SIGN_IN_AGE_SECONDS} ago.
 */
export type RecentProof = 'sign-in';

const MAX_SIGN_IN_AGE_SECONDS = 5 * 60;

/**
 * Makes sure that the user of a session has signed in recently: for changes that would let the user of an
 * unattended browser take over the account, and in place of the password for users who have none. Sessions
 * from before `authTime` existed count as old.
 *
 * @throws Refusal 403 RECENT_SIGN_IN_REQUIRED
 */
export function requireRecentSignIn(session: SessionContainer): void {
  const { authTime = 0 } = session.getAccessTokenPayload() as Partial<SignInClaims>;
  const age = Math.floor(Date.now() / 1000) - authTime;
  if (age <= MAX_SIGN_IN_AGE_SECONDS) return;
  throw new Refusal(403, 'RECENT_SIGN_IN_REQUIRED', 'Sign in again to continue.');
}

const CHECKS: Record<RecentProof, (session: SessionContainer) => void> = { 'sign-in': requireRecentSignIn };

/**
 * Makes sure that the user has given a recent proof.
 *
 * @throws Refusal 403
 */
export function requireRecentProof(session: SessionContainer, proof: RecentProof): void {
  CHECKS[proof](session);
}
