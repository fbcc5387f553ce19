import type { SessionContainer } from 'supertokens-node/recipe/session';
import { requireSessionUser } from '../platform/session/sessionUser.ts';

/** The user of a session. */
export interface FactorOwner {
  userId: string;
  /** Undefined for a user without an address, who gets no mails. */
  email: string | undefined;
}

/**
 * Returns the user of a session.
 *
 * @throws the error that ends a session if the account was deleted
 */
export async function ownerOf(session: SessionContainer): Promise<FactorOwner> {
  const { id, emails } = await requireSessionUser(session);
  return { userId: id, email: emails[0] };
}
