import { getUser, listUsersByAccountInfo } from 'supertokens-node';
import {
  createEmailVerificationToken,
  revokeEmailVerificationTokens,
  unverifyEmail,
} from 'supertokens-node/recipe/emailverification';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import { clearUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { Refusal } from '../platform/http/refusal.ts';
import { sealLinkToken } from '../platform/linkToken.ts';
import { sessionGone } from '../platform/session/verifySession.ts';
import { createCancelToken } from './cancelToken.ts';
import { readCredentialState, saveEmailRequest, type CredentialState } from './outstanding.ts';
import type { OwnPassword } from '../password/ownPassword.ts';

/** Whether somebody signs in with this address already, whoever it is. */
async function isTaken({ tenantId }: OwnPassword, email: string): Promise<boolean> {
  const users = await listUsersByAccountInfo(tenantId, { email });
  return users.some(({ loginMethods }) => loginMethods.some(({ recipeId }) => recipeId === 'emailpassword'));
}

async function tokenFor({ recipeUserId, tenantId }: OwnPassword, email: string): Promise<string> {
  const created = await createEmailVerificationToken(tenantId, recipeUserId, email);
  if (created.status === 'OK') return created.token;
  // It was hers before. Whether it still is, she has to show anew.
  await unverifyEmail(recipeUserId, email);
  const again = await createEmailVerificationToken(tenantId, recipeUserId, email);
  if (again.status !== 'OK') throw new Error('the core makes no token for an address that is not verified');
  return again.token;
}

/** What a change of address takes that was asked for. */
interface PreparedChange {
  /** Shows that the new address is the user's; undefined where another user signs in with it. */
  confirmToken: string | undefined;
  /** Cancels the change. */
  cancelToken: string;
}

/** Ends the tokens of an earlier request, unless for the same address. Its cancel links go on working. */
async function replaceRequest(own: OwnPassword, { request }: CredentialState, email: string) {
  // The address of a confirmed one is the user's own by now.
  if (request === null || request.to === own.email) return [];
  if (request.to !== email) await revokeEmailVerificationTokens(own.tenantId, own.recipeUserId, request.to);
  return request.cancellations;
}

/** Credentials may have changed between the password check and the request. */
async function requireUnchanged(userId: string, own: OwnPassword, email: string, generation: string) {
  const [user, now] = await Promise.all([getUser(userId), readCredentialState(userId)]);
  if (user !== undefined && now.generation === generation) return;
  if (user === undefined) {
    // The core keeps metadata under any id.
    await clearUserMetadata(userId);
    throw sessionGone();
  }
  await revokeEmailVerificationTokens(own.tenantId, own.recipeUserId, email);
  throw new Refusal(409, 'CONFLICT', 'Your account was changed at the same moment. Please try again.', {
    outcome: 'email_change_overtaken',
  });
}

/**
 * Remembers which address a user wants to change to.
 *
 * @param state read before the password was checked
 * @throws Refusal 409 where the credentials were changed since then
 */
export async function prepareChange(
  session: SessionContainer,
  own: OwnPassword,
  email: string,
  state: CredentialState,
): Promise<PreparedChange> {
  const userId = session.getUserId();
  const confirmToken = (await isTaken(own, email)) ? undefined : await tokenFor(own, email);
  const earlier = await replaceRequest(own, state, email);
  const { token: cancelToken, cancellations } = createCancelToken(userId, earlier);
  const recipeUserId = own.recipeUserId.getAsString();
  const { generation } = state;
  await saveEmailRequest(userId, { recipeUserId, from: own.email, to: email, generation, cancellations });
  await requireUnchanged(userId, own, email, generation);
  const sealed = confirmToken && sealLinkToken(confirmToken, { recipeUserId, email });
  return { confirmToken: sealed, cancelToken };
}
