import { getUser } from 'supertokens-node';
import { updateEmailOrPassword } from 'supertokens-node/recipe/emailpassword';
import { verifyEmailUsingToken } from 'supertokens-node/recipe/emailverification';
import { updateUser } from 'supertokens-node/recipe/passwordless';
import type { User } from 'supertokens-node/types';
import { findLoginMethod, type LoginMethod } from '../platform/account/loginMethod.ts';
import { findOtherAccounts } from '../platform/account/otherAccounts.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { updateSessionAddresses, updateSessions } from './verification.ts';
import { isCancelSecret, parseCancelToken } from './cancelToken.ts';
import { findVerifiedAddress } from './usedLink.ts';
import {
  endSessionsAndOutstanding,
  endTokens,
  readCredentialState,
  type EmailRequest,
} from './outstanding.ts';

/** Log outcome of a link that changes nothing. */
export const LINK_REFUSED = 'email_link_refused';

function invalidLink(): Refusal {
  return new Refusal(
    400,
    'BAD_REQUEST',
    'This link is no longer valid. It was used or canceled, has expired, or was replaced by a newer one.',
    { field: 'token', reason: 'email.linkInvalid', outcome: LINK_REFUSED },
  );
}

function alreadyConfirmed(): Refusal {
  return new Refusal(
    400,
    'BAD_REQUEST',
    'This link is no longer valid. It was used, has expired, or your account has changed. If you did not request an email change, set a new password.',
    { field: 'token', reason: 'email.cancelLinkInvalid', outcome: LINK_REFUSED },
  );
}

const ALREADY_CONFIRMED =
  'The new address is already confirmed, so the change cannot be canceled. If it was not you, contact the people who run this site immediately.';

function unusableAddress(): Refusal {
  return new Refusal(
    409,
    'CONFLICT',
    'This address cannot be used. Choose another one on your account pages.',
    { reason: 'email.unusable', outcome: 'email_not_changed' },
  );
}

/** A change that was made now. */
export interface EmailChange {
  userId: string;
  before: string;
  now: string;
}

/** A change that the same link has made before. */
export interface EarlierChange {
  already: string;
}

async function setAddress({ recipeId, recipeUserId }: LoginMethod, email: string): Promise<void> {
  const { status } = await (recipeId === 'passwordless'
    ? updateUser({ recipeUserId, email })
    : updateEmailOrPassword({ recipeUserId, email }));
  if (status === 'OK') return;
  if (status === 'UNKNOWN_USER_ID_ERROR') throw invalidLink();
  throw unusableAddress();
}

/** Whether the address of a login method is the user's to change, and not that of a provider. */
const hasOwnAddress = ({ recipeId }: LoginMethod): boolean =>
  recipeId === 'emailpassword' || recipeId === 'passwordless';

/**
 * Changes the address of a login method, and of the others that have the same one: a link to the old address
 * must not sign in to the account any more.
 */
async function replaceAddress(user: User, method: LoginMethod, [from, to]: [string, string]): Promise<void> {
  await setAddress(method, to);
  const others = user.loginMethods.filter((one) => one !== method && hasOwnAddress(one));
  for (const other of others) if (other.hasSameEmailAs(from)) await setAddress(other, to);
}

/** Updates the address that the sessions of the changed login methods show. */
async function showNewAddress(user: User, [from, to]: [string, string]): Promise<void> {
  const changed = user.loginMethods.filter((one) => hasOwnAddress(one) && one.hasSameEmailAs(from));
  await Promise.all(changed.map(({ recipeUserId }) => updateSessionAddresses(recipeUserId, to)));
}

/** The core compares the address with those of accounts with a password only. */
async function requireFree(tenantId: string, userId: string, email: string): Promise<void> {
  if ((await findOtherAccounts(tenantId, email, userId)).length > 0) throw unusableAddress();
}

/**
 * Changes the address to the one that the link was sent to. If all outstanding requests end at the same time,
 * by a cancellation or a new password for instance, the old address is restored.
 *
 * @throws Refusal 400 for an invalid link, 409 for an address that another user has taken meanwhile
 */
export async function confirmChange(token: string, tenantId: string): Promise<EmailChange | EarlierChange> {
  const verified = await verifyEmailUsingToken(tenantId, token, false);
  if (verified.status !== 'OK') {
    const already = await findVerifiedAddress(token);
    if (already === undefined) throw invalidLink();
    return { already };
  }
  const { recipeUserId, email } = verified.user;
  const user = await getUser(recipeUserId.getAsString());
  const method = findLoginMethod(user, recipeUserId.getAsString());
  const before = method?.email;
  if (user === undefined || method === undefined || before === undefined) throw invalidLink();
  const { request, generation } = await readCredentialState(user.id);
  if (request?.to !== email || before === email) throw invalidLink();
  await requireFree(tenantId, user.id, email);
  await replaceAddress(user, method, [before, email]);
  if ((await readCredentialState(user.id)).generation !== generation) {
    await undoConfirmation({ recipeUserId: recipeUserId.getAsString(), from: before, to: email });
    throw invalidLink();
  }
  // The request itself stays: the user may just have requested another address.
  await Promise.all([endTokens(user.id, [before, email]), updateSessions(recipeUserId)]);
  // Sequentially: two changes of the claims of one session would overwrite each other.
  await showNewAddress(user, [before, email]);
  return { userId: user.id, before, now: email };
}

type Confirmation = Pick<EmailRequest, 'recipeUserId' | 'from' | 'to'>;

/** The link to the new address may have been used between reading the user and ending the request. */
async function undoConfirmation({ recipeUserId, from, to }: Confirmation): Promise<void> {
  const user = await getUser(recipeUserId);
  const method = findLoginMethod(user, recipeUserId);
  if (user !== undefined && method?.email === to) await replaceAddress(user, method, [to, from]);
}

/**
 * Cancels an email change by the link that was sent to the old address. Ends all sessions and all outstanding
 * requests.
 *
 * @returns the id of the user
 * @throws Refusal 400 for an invalid link, 409 if the change is already confirmed
 */
export async function cancelChange(token: string): Promise<string> {
  const named = parseCancelToken(token);
  if (named === undefined) throw alreadyConfirmed();
  const [user, { request }] = await Promise.all([getUser(named.userId), readCredentialState(named.userId)]);
  if (user === undefined || request === null || !isCancelSecret(named.secret, request.cancellations))
    throw alreadyConfirmed();
  if (findLoginMethod(user, request.recipeUserId)?.email === request.to)
    throw new Refusal(409, 'CONFLICT', ALREADY_CONFIRMED, {
      reason: 'email.alreadyConfirmed',
      outcome: 'email_cancel_too_late',
    });
  await endSessionsAndOutstanding(user.id);
  await undoConfirmation(request);
  return user.id;
}
