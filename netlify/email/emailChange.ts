import { getUser } from 'supertokens-node';
import {
  createEmailVerificationToken,
  revokeEmailVerificationTokens,
  unverifyEmail,
} from 'supertokens-node/recipe/emailverification';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import { clearUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { findOtherAccounts } from '../platform/account/otherAccounts.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { sealLinkToken } from '../platform/linkToken.ts';
import { sessionGone } from '../platform/session/verifySession.ts';
import { createCancelToken } from './cancelToken.ts';
import { readCredentialState, saveEmailRequest, type CredentialState } from './outstanding.ts';
import type { OwnAddress } from './ownAddress.ts';

async function tokenFor({ recipeUserId, tenantId }: OwnAddress, email: string): Promise<string> {
  const created = await createEmailVerificationToken(tenantId, recipeUserId, email);
  if (created.status === 'OK') return created.token;
  // A previous address of the user has to be verified again.
  await unverifyEmail(recipeUserId, email);
  const again = await createEmailVerificationToken(tenantId, recipeUserId, email);
  if (again.status !== 'OK') throw new Error('the core makes no token for an address that is not verified');
  return again.token;
}

/** The tokens of a requested email change. */
interface PreparedChange {
  /** Proves that the new address belongs to the user; undefined if another account uses it. */
  confirmToken: string | undefined;
  /** Cancels the change. */
  cancelToken: string;
}

/**
 * Revokes the tokens of an earlier request, unless it is for the same address. Its cancel links stay valid.
 */
async function replaceRequest(own: OwnAddress, { request }: CredentialState, email: string) {
  // The address of a confirmed change is the user's own by now.
  if (request === null || request.to === own.email) return [];
  if (request.to !== email) await revokeEmailVerificationTokens(own.tenantId, own.recipeUserId, request.to);
  return request.cancellations;
}

/** Credentials may have changed between the password check and this request. */
async function requireUnchanged(userId: string, own: OwnAddress, email: string, generation: string) {
  const [user, now] = await Promise.all([getUser(userId), readCredentialState(userId)]);
  if (user !== undefined && now.generation === generation) return;
  if (user === undefined) {
    // The core stores metadata for any id.
    await clearUserMetadata(userId);
    throw sessionGone();
  }
  await revokeEmailVerificationTokens(own.tenantId, own.recipeUserId, email);
  throw new Refusal(409, 'CONFLICT', 'Your account was changed at the same time. Try again.', {
    reason: 'email.overtaken',
    outcome: 'email_change_overtaken',
  });
}

/**
 * Stores the address that a user wants to change to.
 *
 * @param state read before the password was checked
 * @throws Refusal 409 if the credentials have changed since then
 */
export async function prepareChange(
  session: SessionContainer,
  own: OwnAddress,
  email: string,
  state: CredentialState,
): Promise<PreparedChange> {
  const userId = session.getUserId();
  const others = await findOtherAccounts(own.tenantId, email, userId);
  // For a taken address, too, to whose owner it is not sent: the time of the request must not tell.
  const token = await tokenFor(own, email);
  const confirmToken = others.length > 0 ? undefined : token;
  const earlier = await replaceRequest(own, state, email);
  const { token: cancelToken, cancellations } = createCancelToken(userId, earlier);
  const recipeUserId = own.recipeUserId.getAsString();
  const { generation } = state;
  await saveEmailRequest(userId, { recipeUserId, from: own.email, to: email, generation, cancellations });
  await requireUnchanged(userId, own, email, generation);
  const sealed = confirmToken && sealLinkToken(confirmToken, { recipeUserId, email });
  return { confirmToken: sealed, cancelToken };
}
