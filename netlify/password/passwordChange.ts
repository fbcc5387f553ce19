import { updateEmailOrPassword } from 'supertokens-node/recipe/emailpassword';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import * as z from 'zod';
import { Refusal } from '../platform/http/refusal.ts';
import { ownWordsProblem } from './ownWords.ts';
import { passwordRefusal } from './passwordPolicy.ts';
import { sessionGone } from '../platform/session/verifySession.ts';
import { isAMomentAgo } from '../platform/moment.ts';
import { wrongPassword, type OwnPassword } from './ownPassword.ts';
import { readProfile } from '../profile/storedProfile.ts';

/**
 * Makes sure that a new password can be chosen; said before the current one is looked at.
 *
 * @throws Refusal 400, which names the field
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
  if (problem !== undefined) throw new Refusal(400, 'BAD_REQUEST', problem, { field: 'newPassword' });
}

/** Makes this the password. Sessions go on, all of them. */
export async function keepPassword({ recipeUserId, tenantId }: OwnPassword, password: string): Promise<void> {
  const outcome = await updateEmailOrPassword({
    recipeUserId,
    password,
    tenantIdForPasswordPolicy: tenantId,
    // requireGoodPassword has looked.
    applyPasswordPolicy: false,
  });
  if (outcome.status === 'OK') return;
  // Nothing but a removed account is left: no address was to change.
  throw sessionGone();
}

const sessionData = z.looseObject({ passwordChanged: z.number().optional() });

/**
 * Notes in the session that it changes the password now. It has to be noted before the change is made: a form that was
 * sent twice may find the old password gone the moment it is.
 */
export async function rememberChange(session: SessionContainer): Promise<void> {
  const data = sessionData.parse(await session.getSessionDataFromDatabase());
  await session.updateSessionDataInDatabase({ ...data, passwordChanged: Date.now() });
}

/**
 * What somebody is told whose current password was not right. A form that was sent twice has changed it by the time it
 * comes again: then that is said, without looking whether the new one is the password by now, which would be a guess.
 */
export async function notThePassword(session: SessionContainer): Promise<Refusal> {
  const { passwordChanged = 0 } = sessionData.parse(await session.getSessionDataFromDatabase());
  if (isAMomentAgo(passwordChanged))
    return new Refusal(
      409,
      'CONFLICT',
      'Your password was changed a moment ago. The old one is of no use any more.',
    );
  return wrongPassword('currentPassword');
}
