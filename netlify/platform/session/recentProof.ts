import type { SessionContainer } from 'supertokens-node/recipe/session';
import { getEnv } from '../../../config/env/env.ts';
import { factorTimeIn, secondFactorState } from '../../../config/session/secondFactor.ts';
import { Refusal } from '../http/refusal.ts';
import type { SignInClaims } from './signInClaims.ts';

/**
 * What the user must have proved shortly before a request.
 * - `sign-in`: they signed in at most {@link MAX_SIGN_IN_AGE_SECONDS} ago, and `factor`.
 * - `factor`: if they have a second factor, they gave it at most {@link MAX_FACTOR_AGE_SECONDS} ago.
 */
export type RecentProof = 'sign-in' | 'factor';

const MAX_SIGN_IN_AGE_SECONDS = 5 * 60;
const MAX_FACTOR_AGE_SECONDS = 10 * 60;

const ageOf = (seconds: number): number => Math.floor(Date.now() / 1000) - seconds;

/**
 * Makes sure that the user of a session has signed in recently: for changes that would let the user of an
 * unattended browser take over the account, and in place of the password for users who have none. Sessions
 * from before `authTime` existed count as old.
 *
 * @throws Refusal 403 RECENT_SIGN_IN_REQUIRED
 */
export function requireRecentSignIn(session: SessionContainer): void {
  const { authTime = 0 } = session.getAccessTokenPayload() as Partial<SignInClaims>;
  if (ageOf(authTime) <= MAX_SIGN_IN_AGE_SECONDS) return;
  throw new Refusal(403, 'RECENT_SIGN_IN_REQUIRED', 'Sign in again to continue.');
}

function requireRecentFactor(session: SessionContainer): void {
  if (getEnv().secondFactor.policy === 'off') return;
  const payload = session.getAccessTokenPayload() as Record<string, unknown>;
  const isRecent = ageOf(factorTimeIn(payload)) <= MAX_FACTOR_AGE_SECONDS;
  if (isRecent || secondFactorState(payload) === 'none') return;
  throw new Refusal(403, 'RECENT_FACTOR_REQUIRED', 'Confirm that it is you to continue.');
}

const CHECKS: Record<RecentProof, (session: SessionContainer) => void> = {
  // A browser that the user trusts signs in without the factor.
  'sign-in': (session) => {
    requireRecentSignIn(session);
    requireRecentFactor(session);
  },
  factor: requireRecentFactor,
};

/**
 * Makes sure that the user has given a recent proof.
 *
 * @throws Refusal 403
 */
export function requireRecentProof(session: SessionContainer, proof: RecentProof): void {
  CHECKS[proof](session);
}
