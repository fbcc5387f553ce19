import { getUser } from 'supertokens-node';
import type { User } from 'supertokens-node/types';
import { openLinkToken, wasSentTo } from '../platform/linkToken.ts';

/** What the core takes for the id of a user. */
const USER_ID = /^[^\p{Cc}\p{Cs}\uFFFD]{1,255}$/u;

/**
 * The user whom a reset token names. The core tells whose a token is only when it consumes it, and a new password has to
 * be checked before that. Consumes nothing, and does not tell whether the token is still good.
 *
 * @returns undefined where the proof does not match, or the user no longer has the address the link was sent to
 */
export async function resetTokenOwner(token: string): Promise<User | undefined> {
  const { recipeUserId = '' } = openLinkToken(token);
  if (!USER_ID.test(recipeUserId)) return undefined;
  const user = await getUser(recipeUserId);
  return user?.emails.some((email) => wasSentTo(token, { recipeUserId, email })) === true ? user : undefined;
}
