import type { SessionContainer } from 'supertokens-node/recipe/session';
import type { Owner } from '../platform/mail/notices.ts';
import { requireSessionUser } from '../platform/session/sessionUser.ts';

/**
 * Returns the user of a session.
 *
 * @throws the error that ends a session if the account was deleted
 */
export async function ownerOf(session: SessionContainer): Promise<Owner> {
  const { id, emails } = await requireSessionUser(session);
  return { userId: id, email: emails[0] };
}
