import { getUser } from 'supertokens-node';
import { openLinkToken, wasSentTo } from '../platform/linkToken.ts';

/**
 * The address that a link has verified, where that is still the user's address: the core forgets a token with its first
 * use. Needs no session, since only the reader of the mail knows the link.
 *
 * @param sealed the token of the link, which the core has refused
 * @returns undefined for a link that verified nothing, or an address that is another one by now
 */
export async function verifiedByLink(sealed: string): Promise<string | undefined> {
  const { recipeUserId } = openLinkToken(sealed);
  // Anything else would be an id that the core refuses or reads as another one.
  if (recipeUserId === undefined || !/^[^\p{Cc}\p{Cs}\uFFFD]{1,255}$/u.test(recipeUserId)) return undefined;
  if (recipeUserId.trim() !== recipeUserId) return undefined;
  const user = await getUser(recipeUserId);
  const method = user?.loginMethods.find((one) => one.recipeUserId.getAsString() === recipeUserId);
  if (method?.email === undefined || !method.verified) return undefined;
  return wasSentTo(sealed, { recipeUserId, email: method.email }) ? method.email : undefined;
}
