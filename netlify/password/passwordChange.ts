import { updateEmailOrPassword } from 'supertokens-node/recipe/emailpassword';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import * as z from 'zod';
import { translationOf } from '../../config/contracts/refusalReason.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { ownWordsProblem } from './ownWords.ts';
import { passwordRefusal } from './passwordPolicy.ts';
import { sessionGone } from '../platform/session/verifySession.ts';
import { isAMomentAgo } from '../platform/moment.ts';
import { wrongPassword, type OwnPassword } from './ownPassword.ts';
import { readProfile } from '../profile/storedProfile.ts';

/**
 * Makes sure that a new password is acceptable, before the current one is checked.
 *
 * @throws Refusal 400 with the field
 */
export async function requireGoodPassword(
  session: SessionContainer,
  { email }: OwnPassword,
  password: string,
): Promise<void> {
  const { name } = await readProfile(session.getUserId());
  const problem =
    (await passwordRefusal(password)) ??
    ownWordsProblem(password, { emails: [email], names: name === null ? [] : [name] });
  if (problem !== undefined)
    throw new Refusal(400, 'BAD_REQUEST', problem, { field: 'newPassword', ...translationOf(problem) });
}

/** Sets the password. All sessions continue. */
export async function keepPassword({ recipeUserId, tenantId }: OwnPassword, password: string): Promise<void> {
  const outcome = await updateEmailOrPassword({
    recipeUserId,
    password,
    tenantIdForPasswordPolicy: tenantId,
    // requireGoodPassword has checked this.
    applyPasswordPolicy: false,
  });
  if (outcome.status === 'OK') return;
  // The account was deleted meanwhile: there was no address to change.
  throw sessionGone();
}

const sessionData = z.looseObject({ passwordChanged: z.number().optional() });

/**
 * Records in the session that it is about to change the password. Recorded before the change, because the
 * second request of a form that was sent twice may find the old password invalid.
 */
export async function rememberChange(session: SessionContainer): Promise<void> {
  const data = sessionData.parse(await session.getSessionDataFromDatabase());
  await session.updateSessionDataInDatabase({ ...data, passwordChanged: Date.now() });
}

/**
 * Returns the error for a wrong current password. If the same session has just changed the password, the form
 * was sent twice and the error says so, without checking whether the new one is now the password, which would
 * be a guess.
 */
export async function wrongPasswordRefusal(session: SessionContainer): Promise<Refusal> {
  const { passwordChanged = 0 } = sessionData.parse(await session.getSessionDataFromDatabase());
  if (isAMomentAgo(passwordChanged))
    return new Refusal(
      409,
      'CONFLICT',
      'Your password was changed a moment ago. The old one no longer works.',
      { reason: 'password.justChanged' },
    );
  return wrongPassword('currentPassword');
}
