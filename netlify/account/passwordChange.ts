import { updateEmailOrPassword } from 'supertokens-node/recipe/emailpassword';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import * as z from 'zod';
import { passwordProblem } from '../../config/passwordRule.ts';
import { Refusal } from '../http/refusal.ts';
import { sessionGone } from '../session/requireSession.ts';
import { isAMomentAgo } from './moment.ts';
import { passwordAgain, wrongPassword, type OwnPassword } from './ownPassword.ts';

/** `PUT password`. What is wrong with the new one is said before the old one is looked at. */
export const passwordChange = z
  .strictObject({
    currentPassword: passwordAgain('currentPassword'),
    newPassword: z.unknown().transform((password, context) => {
      const problem = passwordProblem(password);
      if (problem === undefined) return password as string;
      context.addIssue(password === undefined || password === '' ? 'Choose a new password.' : problem);
      return z.NEVER;
    }),
  })
  .refine(({ currentPassword, newPassword }) => currentPassword !== newPassword, {
    path: ['newPassword'],
    error: 'That is your current password. Choose another one.',
  });

/** Makes this the password. Sessions go on, all of them. */
export async function keepPassword({ recipeUserId, tenantId }: OwnPassword, password: string): Promise<void> {
  const outcome = await updateEmailOrPassword({
    recipeUserId,
    password,
    tenantIdForPasswordPolicy: tenantId,
  });
  if (outcome.status === 'OK') return;
  if (outcome.status === 'PASSWORD_POLICY_VIOLATED_ERROR')
    throw new Refusal(400, 'BAD_REQUEST', outcome.failureReason, { field: 'newPassword' });
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
