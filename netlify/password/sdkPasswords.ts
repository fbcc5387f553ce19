import { getUser } from 'supertokens-node';
import { Error as EmailPasswordError } from 'supertokens-node/recipe/emailpassword';
import { toStoredPassword } from '../../config/rules/passwordRule.ts';
import type { BackendBehaviour } from '../../config/supertokens/backend.ts';
import { readProfile } from '../profile/profileFields.ts';
import { notePasswordCheck } from '../platform/http/scope.ts';
import { ownWordsProblem } from './ownWords.ts';

type Functions = ReturnType<NonNullable<BackendBehaviour['emailPasswordFunctions']>>;
type PasswordFunctions = Pick<
  Functions,
  'verifyCredentials' | 'createNewRecipeUser' | 'updateEmailOrPassword'
>;

/** The SDK answers with FIELD_ERROR, which the widget shows at the field. */
function fieldError(id: string, error: string): Error {
  const payload = [{ id, error }];
  return new EmailPasswordError({ type: EmailPasswordError.FIELD_ERROR, message: error, payload });
}

/** The words known of the user whose password changes: by a reset link only the core can tell whose it is. */
async function ownerOf(recipeUserId: string) {
  const user = await getUser(recipeUserId);
  if (user === undefined) return { emails: [], names: [] };
  const { name } = await readProfile(user.id);
  return { emails: user.emails, names: name === null ? [] : [name] };
}

/**
 * Has every password stored in NFC, and refuses what is made of its owner's name or address. A password whose hash was
 * made before of another spelling still signs in as it is typed.
 *
 * @param original as the SDK hands it to an override: called through any other object, its functions throw
 */
export const passwordFunctions = (original: Functions): PasswordFunctions => ({
  async verifyCredentials(input) {
    notePasswordCheck();
    const password = toStoredPassword(input.password);
    const outcome = await original.verifyCredentials({ ...input, password });
    if (outcome.status === 'OK' || password === input.password) return outcome;
    return original.verifyCredentials(input);
  },
  async createNewRecipeUser(input) {
    const problem = ownWordsProblem(input.password, { emails: [input.email], names: [] });
    if (problem !== undefined) throw fieldError('password', problem);
    return original.createNewRecipeUser({ ...input, password: toStoredPassword(input.password) });
  },
  async updateEmailOrPassword(input) {
    const { password, recipeUserId, applyPasswordPolicy } = input;
    if (password === undefined) return original.updateEmailOrPassword(input);
    if (applyPasswordPolicy !== false) {
      const problem = ownWordsProblem(password, await ownerOf(recipeUserId.getAsString()));
      if (problem !== undefined) return { status: 'PASSWORD_POLICY_VIOLATED_ERROR', failureReason: problem };
    }
    return original.updateEmailOrPassword({ ...input, password: toStoredPassword(password) });
  },
});
