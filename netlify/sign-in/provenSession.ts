import { compactVerify, createLocalJWKSet, errors } from 'jose';
import { revokeSession } from 'supertokens-node/recipe/session';
import * as z from 'zod';
import { readAccessToken } from '../../config/session/accessToken.ts';
import { fetchSigningKeys } from '../platform/core/signingKeys.ts';

const claims = z.lazy(() =>
  z.object({
    sessionHandle: z.string().min(1),
    sub: z.string().min(1),
    // Missing in sessions from before these claims existed.
    signInMethod: z.string().optional(),
    authTime: z.number().optional(),
  }),
);

/** Claims of an access token with a verified signature. */
interface ProvenSession {
  handle: string;
  userId: string;
  signInMethod?: string | undefined;
  /** Seconds since the epoch. */
  authTime?: number | undefined;
}

/**
 * Returns the session of an access token, expired or not: the SDK does not read expired tokens, whose
 * session may live for months.
 *
 * @returns undefined for an invalid token, or one that is signed by a retired key
 * @throws CoreUnavailable if the keys cannot be fetched
 */
export async function provenSession(accessToken: string | undefined): Promise<ProvenSession | undefined> {
  if (accessToken === undefined || readAccessToken(accessToken) === undefined) return undefined;
  const keys = createLocalJWKSet(await fetchSigningKeys());
  try {
    const { payload } = await compactVerify(accessToken, keys);
    const { sessionHandle, sub, ...how } = claims.parse(JSON.parse(new TextDecoder().decode(payload)));
    return { handle: sessionHandle, userId: sub, ...how };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/**
 * Ends the session whose cookies a new sign-in replaces in a browser, whichever user it belongs to.
 *
 * @throws CoreUnavailable if it cannot be ended; the sign-in must not leave it behind
 */
export async function endReplacedSession(accessToken: string | undefined): Promise<void> {
  const replaced = await provenSession(accessToken);
  if (replaced !== undefined) await revokeSession(replaced.handle);
}
