import { getUser } from 'supertokens-node';
import type { SessionContainer } from 'supertokens-node/recipe/session';
import { sessionGone } from '../platform/session/verifySession.ts';

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
  const user = await getUser(session.getUserId());
  if (user === undefined) throw sessionGone();
  return { userId: user.id, email: user.emails[0] };
}
