import { deleteUser } from 'supertokens-node';
import type { User } from 'supertokens-node/types';
import {
  Error as SessionError,
  getSession,
  revokeAllSessionsForUser,
  type SessionContainer,
} from 'supertokens-node/recipe/session';
import type { BackendBehaviour } from '../../config/supertokens/backend.ts';
import { endSessionsAndOutstanding } from '../email/outstanding.ts';
import { resetTokenOwner } from '../password/resetToken.ts';
import { newPasswordProblem } from '../password/sdkPasswords.ts';
import type { EarlyCredential } from '../platform/account/earlyCredential.ts';
import type { RemovedCredential } from '../platform/http/changedAccounts.ts';
import { createdRecipeUser, deferActivity, recordKnownAccount, recordReset } from '../platform/http/scope.ts';

type Apis = NonNullable<BackendBehaviour['emailPasswordApis']>;
type EmailPasswordApi = ReturnType<Apis>;
type ResetPost = NonNullable<EmailPasswordApi['passwordResetPOST']>;
type ResetInput = Parameters<ResetPost>[0];
type ResetOutcome = Awaited<ReturnType<ResetPost>>;

/** Returns the user who is signed in in the browser that sets the password, if any. */
async function sessionHere({ options, userContext }: ResetInput): Promise<SessionContainer | undefined> {
  const ignoringClaims = { sessionRequired: false, overrideGlobalClaimValidators: () => [] };
  try {
    return await getSession(options.req, options.res, ignoringClaims, userContext);
  } catch (error) {
    // An expired token gives no access, and its session has ended like the others.
    if (SessionError.isErrorFromSuperTokens(error)) return undefined;
    throw error;
  }
}

let earlyCredentials: readonly EarlyCredential[] | undefined;

/** Sets what the function that resets passwords removes. Others need no database for it. */
export function setEarlyCredentials(credentials: readonly EarlyCredential[] | undefined): void {
  earlyCredentials ??= credentials;
}

/** A function that forgot to set them must not leave any behind. */
function requireEarlyCredentials(): readonly EarlyCredential[] {
  if (earlyCredentials === undefined)
    throw new Error('This function resets passwords without earlyCredentials.');
  return earlyCredentials;
}

export const INVALID_TOKEN = { status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' } as const;

/**
 * Whether no address of an account was ever proved. Another user may have created it, with passkeys by which
 * they could still sign in to it after the owner of the address has set a password, or with a second factor
 * that keeps the owner out.
 *
 * @see docs/decisions/087-remove-passkeys-from-before-an-address-was-proved.md
 * @see docs/decisions/098-remove-second-factors-from-before-an-address-was-proved.md
 */
const hasProvedNothing = ({ loginMethods }: User): boolean => !loginMethods.some(({ verified }) => verified);

/**
 * Makes sure that a first password has become part of the account that its link names. The core may have lost
 * its license since the link was sent.
 */
async function isOwnPassword(token: string, user: User): Promise<boolean> {
  const created = createdRecipeUser();
  if (created === undefined || (await resetTokenOwner(token))?.id === user.id) return true;
  await deleteUser(created, false);
  return false;
}

/** The key of the user context of a reset with what happens before the password changes. */
const ON_PROOF = 'onResetProof';

type OnProof = (user: User) => Promise<void>;

/** A token that the core has accepted proves its owner. Only resets listen: other callers end tokens. */
export async function tellOfProof(userContext: Record<string, unknown>, user: User): Promise<void> {
  await (userContext[ON_PROOF] as OnProof | undefined)?.(user);
}

/**
 * Ends all sessions of a user whose password is reset, with all outstanding requests.
 *
 * @param early what is removed, too: before the time of this change is stored, because a sign-in that begins
 *   later is not refused, and once more for those that a session has added in between
 * @returns what there was to remove
 */
async function endAccess(userId: string, early: readonly EarlyCredential[]): Promise<RemovedCredential[]> {
  const removed = new Set<RemovedCredential>();
  await endSessionsAndOutstanding(userId, async () => {
    const ended = await revokeAllSessionsForUser(userId);
    for (const { kind, removeAll } of early) if (await removeAll(userId)) removed.add(kind);
    return ended.length;
  });
  return [...removed];
}

/** Ends access twice: before the password changes, and after that what the old one has opened in between. */
function endingOf(input: ResetInput, early: readonly EarlyCredential[]) {
  const removed = new Set<RemovedCredential>();
  let here: SessionContainer | undefined;
  const endAll = async (userId: string) => {
    for (const kind of await endAccess(userId, early)) removed.add(kind);
  };
  const onProof: OnProof = async (user) => {
    // A token that has just been refreshed is looked up in the core, so this happens before the session is
    // gone there.
    here = await sessionHere(input);
    await endAll(user.id);
  };
  const finish = async (userId: string): Promise<RemovedCredential[]> => {
    await endAll(userId);
    if (here?.getUserId() === userId) await here.revokeSession();
    return [...removed];
  };
  return { onProof, finish };
}

/**
 * Sets the password of the user whose link this is. They may reset it because an attacker knows it: all
 * sessions of the account end, with all outstanding requests, and the cookies of this browser's session are
 * cleared. Where the reset is the first proof of the address, all passkeys and the second factor are removed.
 */
export async function resetPassword(original: EmailPasswordApi, input: ResetInput): Promise<ResetOutcome> {
  if (original.passwordResetPOST === undefined) throw new Error('the SDK has no password reset');
  const password = input.formFields.find(({ id }) => id === 'password')?.value;
  const owner = await resetTokenOwner(input.token);
  // The core would accept a link whose proof was cut off, and whose user the checks do not know.
  if (owner === undefined) return INVALID_TOKEN;
  const failureReason = await newPasswordProblem(owner, String(password));
  if (failureReason !== undefined) return { status: 'PASSWORD_POLICY_VIOLATED_ERROR', failureReason };
  const early = hasProvedNothing(owner) ? requireEarlyCredentials() : [];
  await Promise.all(early.map(({ requireStore }) => requireStore(owner.id)));
  const ending = endingOf(input, early);
  Object.assign(input.userContext, { [ON_PROOF]: ending.onProof });
  const outcome = await original.passwordResetPOST(input);
  if (outcome.status !== 'OK') return outcome;
  if (!(await isOwnPassword(input.token, outcome.user))) return INVALID_TOKEN;
  const { id } = outcome.user;
  const account = { userId: id, email: outcome.email };
  recordKnownAccount(account);
  const removed = await ending.finish(id);
  for (const kind of removed) deferActivity(id, `${kind}_removed`);
  deferActivity(id, 'password_reset');
  recordReset({ ...account, removed });
  return outcome;
}
