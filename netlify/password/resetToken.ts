import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { getUser } from 'supertokens-node';
import type { User } from 'supertokens-node/types';
import { getEnv } from '../../config/env/env.ts';

/** The core's token, the id of its user, and a signature of both with the address that the link was sent to. */
const SIGNED_TOKEN = /^([^.]+)\.([\w-]{1,1400})\.([\w-]{43})$/;

/** A key of its own, derived from the secret that every instance has (RFC 5869). */
function signingKey(): Buffer {
  return Buffer.from(hkdfSync('sha256', getEnv().core.apiKey, '', 'owner of a reset token, version 1', 32));
}

function signature(token: string, userId: string, email: string): Buffer {
  return createHmac('sha256', signingKey())
    .update(JSON.stringify([token, userId, email]))
    .digest();
}

/**
 * Names the user in a reset token. The core tells whose a token is only when it consumes it, and a new password has to be
 * checked before that.
 *
 * @param token as the core made it
 * @param email the address that the link goes to
 */
export function signResetToken(token: string, userId: string, email: string): string {
  const signed = signature(token, userId, email).toString('base64url');
  return `${token}.${Buffer.from(userId).toString('base64url')}.${signed}`;
}

/** The token that the core knows. One without a user is passed on as it is. */
export const toCoreToken = (token: string): string => SIGNED_TOKEN.exec(token)?.[1] ?? token;

/**
 * The user whom a reset token names. Consumes nothing, and does not tell whether the token is still good.
 *
 * @returns undefined where the signature does not match, or the user no longer has the address the link was sent to
 */
export async function resetTokenOwner(token: string): Promise<User | undefined> {
  const [, coreToken = '', id = '', signed = ''] = SIGNED_TOKEN.exec(token) ?? [];
  const userId = Buffer.from(id, 'base64url').toString();
  // Anything else would be an id that the core refuses.
  if (!/^[^\p{Cc}\p{Cs}\uFFFD]{1,255}$/u.test(userId)) return undefined;
  const user = await getUser(userId);
  const given = Buffer.from(signed, 'base64url');
  const isOwner = user?.emails.some((email) => timingSafeEqual(given, signature(coreToken, userId, email)));
  return isOwner === true ? user : undefined;
}
