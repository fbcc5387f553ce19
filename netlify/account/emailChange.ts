import { getUser, listUsersByAccountInfo, type RecipeUserId } from 'supertokens-node';
import { updateEmailOrPassword } from 'supertokens-node/recipe/emailpassword';
import {
  createEmailVerificationToken,
  unverifyEmail,
  verifyEmailUsingToken,
} from 'supertokens-node/recipe/emailverification';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import { getUserMetadata, updateUserMetadata } from 'supertokens-node/recipe/usermetadata';
import * as z from 'zod';
import { emailAddress } from '../../config/emailSchema.ts';
import { Refusal } from '../http/refusal.ts';
import { tellSessions } from '../session/verification.ts';
import { passwordAgain, type OwnPassword } from './ownPassword.ts';

/** `PUT email`. */
export const emailChange = z.strictObject({
  email: emailAddress,
  password: passwordAgain('password'),
});

/** `POST email/confirmation`. */
export const emailConfirmation = z.strictObject({
  token: z
    .string('The link is not complete.')
    .min(1, 'The link is not complete.')
    .max(500, 'That is no link of ours.'),
});

/** The address that somebody wants to change to, in her metadata: the one that she named last counts. */
const PENDING = 'pendingEmail';

const stored = z.object({ metadata: z.object({ [PENDING]: z.string().nullable().catch(null) }) });

/** Whether somebody signs in with this address already, whoever it is. */
async function isTaken({ tenantId }: OwnPassword, email: string): Promise<boolean> {
  const users = await listUsersByAccountInfo(tenantId, { email });
  return users.some(({ loginMethods }) => loginMethods.some(({ recipeId }) => recipeId === 'emailpassword'));
}

async function tokenFor({ recipeUserId, tenantId }: OwnPassword, email: string): Promise<string> {
  const created = await createEmailVerificationToken(tenantId, recipeUserId, email);
  if (created.status === 'OK') return created.token;
  // It was hers before. Whether it still is, she has to show anew.
  await unverifyEmail(recipeUserId, email);
  const again = await createEmailVerificationToken(tenantId, recipeUserId, email);
  if (again.status !== 'OK') throw new Error('the core makes no token for an address that is not verified');
  return again.token;
}

/**
 * Remembers which address somebody wants to change to.
 *
 * @returns the token by which she shows that it is hers; undefined where somebody signs in with it already
 */
export async function prepareChange(
  session: SessionContainer,
  own: OwnPassword,
  email: string,
): Promise<string | undefined> {
  if (await isTaken(own, email)) return undefined;
  const token = await tokenFor(own, email);
  await updateUserMetadata(session.getUserId(), { [PENDING]: email });
  return token;
}

function noLongerGood(): Refusal {
  return new Refusal(
    400,
    'BAD_REQUEST',
    'This link is no longer good: it was used before, is too old, or another one was sent after it.',
    { field: 'token', outcome: 'email_link_refused' },
  );
}

const UNUSABLE = 'This address cannot be used. Choose another one on your account page.';

/** A change that was made. */
export interface EmailChange {
  userId: string;
  before: string;
  now: string;
}

async function keepAddress(recipeUserId: RecipeUserId, email: string): Promise<void> {
  const { status } = await updateEmailOrPassword({ recipeUserId, email });
  if (status === 'OK') return;
  if (status === 'UNKNOWN_USER_ID_ERROR') throw noLongerGood();
  throw new Refusal(409, 'CONFLICT', UNUSABLE, { outcome: 'email_not_changed' });
}

/**
 * Changes an address to the one that a link was sent to.
 *
 * @throws Refusal 400 for a link that is no longer good, 409 for an address that somebody else took meanwhile
 */
export async function confirmChange(token: string, tenantId: string): Promise<EmailChange> {
  const verified = await verifyEmailUsingToken(tenantId, token, false);
  if (verified.status !== 'OK') throw noLongerGood();
  const { recipeUserId, email } = verified.user;
  const user = await getUser(recipeUserId.getAsString());
  const own = user?.loginMethods.find((one) => one.recipeUserId.getAsString() === recipeUserId.getAsString());
  if (user === undefined || own?.email === undefined) throw noLongerGood();
  const { metadata } = stored.parse(await getUserMetadata(user.id));
  if (metadata[PENDING] !== email) throw noLongerGood();
  await keepAddress(recipeUserId, email);
  await Promise.all([updateUserMetadata(user.id, { [PENDING]: null }), tellSessions(recipeUserId)]);
  return { userId: user.id, before: own.email, now: email };
}
