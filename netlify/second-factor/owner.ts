import type { SessionContainer } from 'supertokens-node/recipe/session';
import { toOwner, type Owner } from '../platform/mail/notices.ts';
import { requireSessionUser } from '../platform/session/sessionUser.ts';

/**
 * Returns the user of a session.
 *
 * @throws the error that ends a session if the account was deleted
 */
export async function ownerOf(session: SessionContainer): Promise<Owner> {
  return toOwner(await requireSessionUser(session));
}
