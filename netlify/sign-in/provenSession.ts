import { compactVerify, createLocalJWKSet, errors } from 'jose';
import { revokeSession } from 'supertokens-node/recipe/session';
import * as z from 'zod';
import { readAccessToken } from '../../config/session/accessToken.ts';
import { fetchSigningKeys } from '../platform/core/signingKeys.ts';

const claims = z.object({ sessionHandle: z.string().min(1), sub: z.string().min(1) });

/** Which session an access token was made for, proven by its signature. */
interface ProvenSession {
  handle: string;
  userId: string;
}

/**
 * The session that an access token was made for, expired or not: the SDK reads no token that has expired, and its
 * session may go on for months.
 *
 * @returns undefined for what is no token of the core's, or is signed by a key that the core has given up
 * @throws CoreUnavailable when nobody can say
 */
export async function provenSession(accessToken: string | undefined): Promise<ProvenSession | undefined> {
  if (accessToken === undefined || readAccessToken(accessToken) === undefined) return undefined;
  const keys = createLocalJWKSet(await fetchSigningKeys());
  try {
    const { payload } = await compactVerify(accessToken, keys);
    const { sessionHandle, sub } = claims.parse(JSON.parse(new TextDecoder().decode(payload)));
    return { handle: sessionHandle, userId: sub };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/**
 * Ends the session whose cookies a new sign-in is about to replace in a browser, whoever is signed in there.
 *
 * @throws CoreUnavailable when it cannot be ended; the sign-in must not leave it behind
 */
export async function endReplacedSession(accessToken: string | undefined): Promise<void> {
  const replaced = await provenSession(accessToken);
  if (replaced !== undefined) await revokeSession(replaced.handle);
}
