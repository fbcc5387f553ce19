import { getUser } from 'supertokens-node';
import { isUserId } from '../platform/account/isUserId.ts';
import { findLoginMethod } from '../platform/account/loginMethod.ts';
import { openLinkToken, wasSentTo } from '../platform/linkToken.ts';

/**
 * Returns the address that a used link has verified, if it is still the user's address. The core forgets a
 * token with its first use. Needs no session, since only the reader of the mail knows the link.
 *
 * @param sealed the token of the link, which the core has refused
 * @returns undefined for a link that has verified nothing, or a former address
 */
export async function findVerifiedAddress(sealed: string): Promise<string | undefined> {
  const { recipeUserId } = openLinkToken(sealed);
  if (recipeUserId === undefined || !isUserId(recipeUserId)) return undefined;
  const method = findLoginMethod(await getUser(recipeUserId), recipeUserId);
  if (method?.email === undefined || !method.verified) return undefined;
  return wasSentTo(sealed, { recipeUserId, email: method.email }) ? method.email : undefined;
}
