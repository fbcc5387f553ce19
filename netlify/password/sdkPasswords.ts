import { getUser } from 'supertokens-node';
import { Error as EmailPasswordError } from 'supertokens-node/recipe/emailpassword';
import type { User } from 'supertokens-node/types';
import { toStoredPassword } from '../../config/rules/passwordRule.ts';
import type { BackendBehaviour } from '../../config/supertokens/backend.ts';
import { readProfile } from '../profile/storedProfile.ts';
import { recordCreatedRecipeUser, recordPasswordCheck } from '../platform/http/scope.ts';
import { ownWordsProblem } from './ownWords.ts';

type Functions = ReturnType<NonNullable<BackendBehaviour['emailPasswordFunctions']>>;
type PasswordFunctions = Pick<
  Functions,
  'verifyCredentials' | 'createNewRecipeUser' | 'updateEmailOrPassword'
>;

/** The SDK answers FIELD_ERROR, which the widget shows at the field. */
function fieldError(id: string, error: string): Error {
  const payload = [{ id, error }];
  return new EmailPasswordError({ type: EmailPasswordError.FIELD_ERROR, message: error, payload });
}

/** The known words of the user whose password changes. */
async function wordsOf(user: User | undefined) {
  if (user === undefined) return { emails: [], names: [] };
  const { name } = await readProfile(user.id);
  return { emails: user.emails, names: name === null ? [] : [name] };
}

/**
 * Returns the problem of a new password that consists of the name or address of its user. Checked before the
 * token of a reset is consumed, so that the link can be used again.
 */
export async function newPasswordProblem(owner: User, password: string): Promise<string | undefined> {
  return ownWordsProblem(password, await wordsOf(owner));
}

/**
 * Stores all passwords in NFC, and refuses those that consist of the user's name or address. A password that
 * was hashed in another normal form still signs in as typed.
 *
 * @param original the functions of the SDK; they throw when called through another object
 */
export const passwordFunctions = (original: Functions): PasswordFunctions => ({
  async verifyCredentials(input) {
    recordPasswordCheck();
    const password = toStoredPassword(input.password);
    const outcome = await original.verifyCredentials({ ...input, password });
    if (outcome.status === 'OK' || password === input.password) return outcome;
    return original.verifyCredentials(input);
  },
  async createNewRecipeUser(input) {
    const problem = ownWordsProblem(input.password, { emails: [input.email], names: [] });
    if (problem !== undefined) throw fieldError('password', problem);
    const created = await original.createNewRecipeUser({
      ...input,
      password: toStoredPassword(input.password),
    });
    if (created.status === 'OK') recordCreatedRecipeUser(created.recipeUserId.getAsString());
    return created;
  },
  async updateEmailOrPassword(input) {
    const { password, recipeUserId, applyPasswordPolicy } = input;
    if (password === undefined) return original.updateEmailOrPassword(input);
    if (applyPasswordPolicy !== false) {
      const problem = ownWordsProblem(password, await wordsOf(await getUser(recipeUserId.getAsString())));
      if (problem !== undefined) return { status: 'PASSWORD_POLICY_VIOLATED_ERROR', failureReason: problem };
    }
    return original.updateEmailOrPassword({ ...input, password: toStoredPassword(password) });
  },
});
