import { getUser } from 'supertokens-node';
import { getSessionInformation, type SessionContainer } from 'supertokens-node/recipe/session';
import type { User } from 'supertokens-node/types';
import { sessionGone } from './verifySession.ts';

/**
 * Returns the user of a session, as the core has them now.
 *
 * @throws the error that ends the session if the account was deleted
 */
export async function requireSessionUser(session: SessionContainer): Promise<User> {
  const user = await getUser(session.getUserId());
  if (user === undefined) throw sessionGone();
  return user;
}

/**
 * Asks the core again, after something was stored for a session.
 *
 * @throws the error that ends a session that has ended, for example by a reset of the password
 */
export async function requireSessionStill(session: SessionContainer): Promise<void> {
  if ((await getSessionInformation(session.getHandle())) === undefined) throw sessionGone();
}
