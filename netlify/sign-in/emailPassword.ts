import { getUser } from 'supertokens-node';
import type { User } from 'supertokens-node/types';
import type { BackendBehaviour } from '../../config/supertokens/backend.ts';
import { canJoin } from '../platform/account/linking.ts';
import { deleteIfNotFirst, findOtherAccounts } from '../platform/account/otherAccounts.ts';
import { recordNewAccount } from '../platform/http/scope.ts';
import { openLinkToken, sealLinkToken } from '../platform/linkToken.ts';
import { withEqualWork } from './decoy.ts';
import { INVALID_TOKEN, resetPassword, tellOfProof } from './resetPassword.ts';
import { NEW_SESSION } from './sdkEvent.ts';

type Functions = NonNullable<BackendBehaviour['emailPasswordFunctions']>;
type Apis = NonNullable<BackendBehaviour['emailPasswordApis']>;

/** Whether an account has a password with this address, or may have its first one. */
async function canHavePassword(user: User, email: string): Promise<boolean> {
  const passwords = user.loginMethods.filter(({ recipeId }) => recipeId === 'emailpassword');
  if (passwords.length > 0) return passwords.some((method) => method.hasSameEmailAs(email));
  return canJoin(user, email, 'password');
}

/**
 * An address belongs to one account, whichever way its user signs in. A reset token names its user, so that a
 * new password can be checked before the token is consumed. It is void once the address that it was sent to
 * is no longer the user's.
 */
export const emailPasswordFunctions: Functions = (original) => ({
  ...original,
  async signUp(input) {
    const taken = { status: 'EMAIL_ALREADY_EXISTS_ERROR' } as const;
    const { tenantId, email } = input;
    if ((await findOtherAccounts(tenantId, email)).length > 0) return taken;
    const outcome = await original.signUp(input);
    if (outcome.status !== 'OK') return outcome;
    return (await deleteIfNotFirst(tenantId, outcome, email)) === undefined ? outcome : taken;
  },
  async createResetPasswordToken(input) {
    const outcome = await original.createResetPasswordToken(input);
    if (outcome.status !== 'OK') return outcome;
    const { userId: recipeUserId, email } = input;
    return { ...outcome, token: sealLinkToken(outcome.token, { recipeUserId, email }) };
  },
  async consumePasswordResetToken(input) {
    const { token } = openLinkToken(input.token);
    const outcome = await original.consumePasswordResetToken({ ...input, token });
    if (outcome.status !== 'OK') return outcome;
    const user = await getUser(outcome.userId);
    if (user === undefined || !(await canHavePassword(user, outcome.email))) return INVALID_TOKEN;
    await tellOfProof(input.userContext, user);
    return outcome;
  },
});

/** Only the answer of a sign-up reveals whether an address has an account. */
export const emailPasswordApis: Apis = (original) => ({
  ...original,
  async signInPOST(input) {
    if (original.signInPOST === undefined) throw new Error('the SDK has no sign-in');
    const signIn = original.signInPOST.bind(original, { ...input, ...NEW_SESSION });
    const password = input.formFields.find(({ id }) => id === 'password')?.value;
    const outcome = await withEqualWork(input.tenantId, String(password), signIn);
    // An account of another address has this one. A reset by mail proves whose it is.
    return outcome.status === 'SIGN_IN_NOT_ALLOWED' ? { status: 'WRONG_CREDENTIALS_ERROR' } : outcome;
  },
  async signUpPOST(input) {
    if (original.signUpPOST === undefined) throw new Error('the SDK has no sign-up');
    const outcome = await original.signUpPOST({ ...input, ...NEW_SESSION });
    if (outcome.status === 'OK') recordNewAccount();
    // The address belongs to an account that a password could be linked to once it is verified.
    return outcome.status === 'SIGN_UP_NOT_ALLOWED' ? { status: 'EMAIL_ALREADY_EXISTS_ERROR' } : outcome;
  },
  async generatePasswordResetTokenPOST(input) {
    if (original.generatePasswordResetTokenPOST === undefined) throw new Error('the SDK has no reset mail');
    const outcome = await original.generatePasswordResetTokenPOST(input);
    // The answer is the same for all addresses.
    return outcome.status === 'PASSWORD_RESET_NOT_ALLOWED' ? { status: 'OK' } : outcome;
  },
  passwordResetPOST: (input) => resetPassword(original, input),
});
