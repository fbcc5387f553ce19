import { getUser } from 'supertokens-node';
import type { User } from 'supertokens-node/types';
import { isUserId } from '../platform/account/isUserId.ts';
import { openLinkToken, wasSentTo } from '../platform/linkToken.ts';

/**
 * Returns the user that a reset token names. The core only tells the user when it consumes the token, and the
 * new password has to be checked before that. Consumes nothing, and does not tell whether the token is still
 * valid.
 *
 * @returns undefined if the proof does not match, or if the user no longer has the address that the link was
 *   sent to
 */
export async function resetTokenOwner(token: string): Promise<User | undefined> {
  const { recipeUserId = '' } = openLinkToken(token);
  if (!isUserId(recipeUserId)) return undefined;
  const user = await getUser(recipeUserId);
  return user?.emails.some((email) => wasSentTo(token, { recipeUserId, email })) === true ? user : undefined;
}
