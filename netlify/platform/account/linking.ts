import { getUser } from 'supertokens-node';
import type { init } from 'supertokens-node/recipe/accountlinking';
import type { User, UserContext } from 'supertokens-node/types';
import { removedMethods } from './removedMethods.ts';
import { toMethod } from './methodOfAccount.ts';
import type { SignInMethod } from '../../../config/signInMethods.ts';
import { forgetFeatures, hasAccountLinking } from '../core/knownFeatures.ts';
import { createdRecipeUser, deferActivity, recordLinked } from '../http/scope.ts';

type LinkingConfig = NonNullable<Parameters<typeof init>[0]>;
type Policy = NonNullable<LinkingConfig['shouldDoAutomaticAccountLinking']>;
type Functions = NonNullable<NonNullable<LinkingConfig['override']>['functions']>;

/**
 * Moves what was stored under the ids of a user's login methods before they became part of the account. Can
 * be repeated; see netlify/data/moveUserData.ts.
 *
 * @throws DatabaseUnavailable if a part may be left
 */
export type MoveUserData = (user: User) => Promise<void>;

let moveUserData: MoveUserData | undefined;

/** Sets what moves the data of linked accounts, for functions that may link accounts with data. */
export function setMoveUserData(move: MoveUserData | undefined): void {
  moveUserData ??= move;
}

/** Whether this function moves the data of accounts that become part of another one. */
export const canMoveUserData = (): boolean => moveUserData !== undefined;

/**
 * Completes a move that has failed, before the user gets a session: without their second factor, for example,
 * the session would need none.
 *
 * @param userContext of the SDK, which knows the user already
 */
export async function completeMove(userId: string, userContext: UserContext): Promise<void> {
  if (moveUserData === undefined) return;
  const user = await getUser(userId, userContext);
  if (user !== undefined && user.loginMethods.length > 1) await moveUserData(user);
}

/** Whether a user has proved that an address is theirs. */
export const hasVerified = ({ loginMethods }: User, email: string | undefined): boolean =>
  loginMethods.some((method) => method.verified && method.hasSameEmailAs(email));

/**
 * Whether a new way to sign in with this proved address becomes part of an account. One that the user has
 * removed does not.
 */
export async function canJoin(user: User, email: string, method: SignInMethod | undefined): Promise<boolean> {
  if (!hasVerified(user, email) || !(await hasAccountLinking())) return false;
  return method !== undefined && !(await removedMethods(user.id)).includes(method);
}

/** Whether the account of a login method may have data, which this function has to move. */
const mayHaveData = (recipeUserId: string | undefined): boolean =>
  recipeUserId !== undefined && recipeUserId !== createdRecipeUser();

/**
 * Decides whether the SDK links a login method to an account. The address must be verified on both sides: the
 * SDK checks only the new one, and would give an attacker's account the owner of the address as a user. A
 * user who adds a way to sign in to their own account has proved by their session whose it is.
 */
const decide: Policy = async (added, user, session) => {
  const no = { shouldAutomaticallyLink: false } as const;
  if (!(await hasAccountLinking())) return no;
  if (user !== undefined) {
    const isOwn = session !== undefined && session.getUserId() === user.id;
    if (!isOwn && !(await canJoin(user, added.email ?? '', toMethod(added)))) return no;
    if (!canMoveUserData() && mayHaveData(added.recipeUserId?.getAsString())) return no;
  }
  return { shouldAutomaticallyLink: true, shouldRequireVerification: true };
};

/** Whether the core answered that its license does not include a call. */
const isUnlicensed = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('status code: 402');

/**
 * Goes on without linking where a core has lost its license since it was asked for its features: the sign-in
 * itself needs none.
 */
const functions: Functions = (original) => ({
  ...original,
  async createPrimaryUser(input) {
    try {
      return await original.createPrimaryUser(input);
    } catch (error) {
      if (!isUnlicensed(error)) throw error;
      forgetFeatures();
      const { recipeUserId, userContext } = input;
      const user = await original.getUser({ userId: recipeUserId.getAsString(), userContext });
      if (user === undefined) throw error;
      return { status: 'OK', user, wasAlreadyAPrimaryUser: false };
    }
  },
  async linkAccounts(input) {
    try {
      return await original.linkAccounts(input);
    } catch (error) {
      if (!isUnlicensed(error)) throw error;
      forgetFeatures();
      // The SDK decides again after this answer.
      return { status: 'INPUT_USER_IS_NOT_A_PRIMARY_USER' };
    }
  },
});

/**
 * Links verified ways to sign in with the same address to one account, where the core has the feature.
 *
 * @see docs/decisions/073-link-verified-ways-to-sign-in.md
 */
export const accountLinking: LinkingConfig = {
  shouldDoAutomaticAccountLinking: decide,
  async onAccountLinked(user, added) {
    const method = toMethod(added);
    // The owner of the account until now.
    const owner = user.loginMethods.find(({ recipeUserId, email }) => {
      return email !== undefined && recipeUserId.getAsString() !== added.recipeUserId.getAsString();
    });
    recordLinked({ method, userId: user.id, email: owner?.email });
    deferActivity(user.id, 'sign_in_method_added');
    await moveUserData?.(user);
  },
  override: { functions },
};
