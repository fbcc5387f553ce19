import { getSessionInformation, type SessionContainer } from 'supertokens-node/recipe/session';
import {
  factorTimeIn,
  secondFactorState,
  type SecondFactorClaims,
} from '../../config/session/secondFactor.ts';
import { recordCompletedSignIn } from '../platform/http/scope.ts';
import { isAMomentAgo } from '../platform/moment.ts';
import { isFactorPending } from '../platform/session/factorCheck.ts';
import { TWO_FACTOR_METHODS, NO_FACTOR, provedNow } from './sessionClaims.ts';

type Payload = Record<string, unknown>;

const payloadOf = (session: SessionContainer) => session.getAccessTokenPayload() as Payload;

/** Writes the claims into the session and into the access token of the response. */
async function writeClaims(session: SessionContainer, claims: SecondFactorClaims): Promise<void> {
  await session.mergeIntoAccessTokenPayload({ ...claims });
}

/** Writes claims that may complete a sign-in. */
async function writeNewClaims(session: SessionContainer, claims: SecondFactorClaims): Promise<void> {
  const wasPending = isFactorPending(payloadOf(session));
  await writeClaims(session, claims);
  if (wasPending && claims.secondFactor !== 'needed') recordCompletedSignIn(session.getUserId());
}

/** Writes that the user has given their second factor now. */
export const writeProof = (session: SessionContainer): Promise<void> => writeNewClaims(session, provedNow());

/**
 * Returns the claims of a session whose sign-in verified a second factor of its own; undefined for others.
 */
function claimsBySignIn({ signInMethod, authTime }: Record<string, unknown>): SecondFactorClaims | undefined {
  if (!TWO_FACTOR_METHODS.includes(String(signInMethod)) || typeof authTime !== 'number') return undefined;
  return { secondFactor: 'proved', factorTime: authTime };
}

function currentClaims(session: SessionContainer, enrolled: boolean): SecondFactorClaims {
  const payload = payloadOf(session);
  const bySignIn = claimsBySignIn(payload);
  if (bySignIn !== undefined) return bySignIn;
  if (!enrolled) return NO_FACTOR;
  const state = secondFactorState(payload);
  const isProved = state === 'proved' || state === 'trusted';
  return isProved
    ? { secondFactor: state, factorTime: factorTimeIn(payload) }
    : { secondFactor: 'needed', factorTime: 0 };
}

/**
 * Brings the claims of a session up to date with whether its user has a second factor. Never proves one.
 *
 * @returns the claims of the session
 */
export async function refreshClaims(
  session: SessionContainer,
  enrolled: boolean,
): Promise<SecondFactorClaims> {
  const claims = currentClaims(session, enrolled);
  if (secondFactorState(payloadOf(session)) !== claims.secondFactor) await writeNewClaims(session, claims);
  return claims;
}

/**
 * Adopts a proof that another request of the same session has given a moment ago: the form was sent twice.
 * The core may have it before the access token does.
 *
 * @returns whether there is one
 */
export async function adoptRecentProof(session: SessionContainer): Promise<boolean> {
  const stored = await getSessionInformation(session.getHandle());
  const payload = (stored?.customClaimsInAccessTokenPayload ?? {}) as Payload;
  const factorTime = factorTimeIn(payload);
  if (secondFactorState(payload) !== 'proved' || !isAMomentAgo(factorTime * 1000)) return false;
  await writeClaims(session, { secondFactor: 'proved', factorTime });
  return true;
}
