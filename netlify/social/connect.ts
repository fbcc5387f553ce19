import { deleteUser, listUsersByAccountInfo } from 'supertokens-node';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import { manuallyCreateOrUpdateUser } from 'supertokens-node/recipe/thirdparty';
import type { User } from 'supertokens-node/types';
import {
  ACCOUNT_METHODS_PAGE,
  CONNECTION_PARAM,
  type Connection,
} from '../../config/contracts/sign-in-methods.ts';
import { CODE_PAGES, proofPagePath, withTarget } from '../../config/contracts/second-factor.ts';
import { DEFAULT_TENANT } from '../../config/supertokens/tenant.ts';
import { hasVerifiedAddress } from '../platform/account/methodOfAccount.ts';
import { findOtherAccounts } from '../platform/account/otherAccounts.ts';
import { setRemoved } from '../platform/account/removedMethods.ts';
import { hasAccountLinking } from '../platform/core/knownFeatures.ts';
import { seeOther } from '../platform/http/form.ts';
import type { FunctionContext, FunctionEvent, FunctionResponse } from '../platform/http/message.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import { notifyOfLinkedMethod } from '../platform/mail/methodNotices.ts';
import { requireRecentProof } from '../platform/session/recentProof.ts';
import { requireSessionUser } from '../platform/session/sessionUser.ts';
import { verifySession } from '../platform/session/verifySession.ts';
import { recordSignIn } from '../sign-in/recordSignIn.ts';
import type { Identity } from './identity.ts';

/** Returns the address of the page that says how the attempt to add a provider has ended. */
export const connectionPath = (connection: Connection): string =>
  `${ACCOUNT_METHODS_PAGE}?${CONNECTION_PARAM}=${connection}`;

/** The accounts of this identity at the provider. */
const ownersOf = ({ provider, subject }: Identity): Promise<User[]> =>
  listUsersByAccountInfo(DEFAULT_TENANT, { thirdParty: { id: provider, userId: subject } });

/** Deletes what a failed attempt has left: a login method that belongs to no account. */
async function deleteUnlinked(identity: Identity): Promise<void> {
  const unlinked = (await ownersOf(identity)).filter(({ loginMethods }) => loginMethods.length === 1);
  for (const { id } of unlinked) await deleteUser(id, false);
}

/**
 * Adds an identity to the account of a user. It must be new, and so must its address: otherwise the user of
 * another account, who may be the same, decides first what becomes of that one.
 */
async function addIdentity(session: SessionContainer, user: User, identity: Identity): Promise<Connection> {
  const { provider, subject, email } = identity;
  const info = { id: provider, userId: subject };
  if (user.loginMethods.some((method) => method.hasSameThirdPartyInfoAs(info))) return 'done';
  if (!hasVerifiedAddress(user) || !(await hasAccountLinking())) return 'failed';
  const [owners, others] = await Promise.all([
    ownersOf(identity),
    findOtherAccounts(DEFAULT_TENANT, email, user.id),
  ]);
  if (owners.length > 0 || others.length > 0) return 'elsewhere';
  const outcome = await manuallyCreateOrUpdateUser(DEFAULT_TENANT, provider, subject, email, true, session);
  if (outcome.status !== 'OK' || outcome.user.id !== user.id) {
    await deleteUnlinked(identity);
    return 'elsewhere';
  }
  await setRemoved(user.id, provider, false);
  recordOutcome('sign_in_method_added');
  return 'done';
}

/** The page that asks for the proof that a refusal names; undefined for other refusals. */
function proofPage({ code }: Refusal): string | undefined {
  if (code === 'RECENT_SIGN_IN_REQUIRED') return withTarget(CODE_PAGES.confirm, ACCOUNT_METHODS_PAGE);
  return code === 'RECENT_FACTOR_REQUIRED' ? proofPagePath(ACCOUNT_METHODS_PAGE) : undefined;
}

/**
 * Adds the user of a provider, who has just come back from there, to the account of the signed-in user, who
 * must have signed in recently. The owner is notified by mail.
 *
 * @param userId the user who has begun this: another one may be signed in now
 * @returns a redirect to the page with the ways to sign in, or to the one that asks for a proof
 */
export async function connectIdentity(
  event: FunctionEvent,
  context: FunctionContext,
  identity: Identity,
  userId: string,
): Promise<FunctionResponse> {
  const connect = verifySession('live', async ({ session }) => {
    if (session.getUserId() !== userId) return seeOther(connectionPath('failed'));
    requireRecentProof(session, 'sign-in');
    const connection = await addIdentity(session, await requireSessionUser(session), identity);
    await recordSignIn(event);
    await notifyOfLinkedMethod(event);
    return seeOther(connectionPath(connection));
  });
  try {
    const response = await connect(event, context);
    // The page refreshes the session, or asks the user to sign in.
    return response.statusCode === 303 ? response : seeOther(connectionPath('failed'));
  } catch (error) {
    const page = error instanceof Refusal ? proofPage(error) : undefined;
    if (page === undefined) throw error;
    recordOutcome((error as Refusal).outcome);
    return seeOther(page);
  }
}
