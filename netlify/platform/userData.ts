import type { SignInMethod } from '../../config/signInMethods.ts';
import type { FunctionEvent } from './http/message.ts';
import { hasDatabase } from './store/database.ts';

/**
 * Data that a feature stores about a user outside the core's account: rows in the database, for example. A
 * feature exports one from `netlify/FEATURE/userData.ts`, or from its function file if that is small, and is
 * listed in `netlify/data/features.ts`.
 */
export interface UserData {
  /**
   * Returns what the user's export contains, as JSON without secrets: no keys, hashes, codes or tokens. Null
   * where nothing can be stored.
   *
   * @throws DatabaseUnavailable if a part cannot be read: an incomplete export would look complete
   */
  read: (userId: string) => Promise<unknown>;
  /**
   * Erases everything. Succeeds again when there is nothing left, and where nothing can be stored.
   *
   * @throws DatabaseUnavailable if a part may be left
   */
  erase: (userId: string) => Promise<unknown>;
  /**
   * Moves everything to another user, whose account this one has become a part of. What that user has
   * stays. Each part is moved at once or not at all. Succeeds again when there is nothing left, and where
   * nothing can be stored.
   *
   * @throws DatabaseUnavailable if a part may be left
   */
  move: (fromId: string, toId: string) => Promise<unknown>;
  /**
   * Returns the ways to sign in that the data gives the user, in a browser that sends this request. Only for
   * a feature with a way to sign in that the core does not know.
   *
   * @throws DatabaseUnavailable
   */
  signInMethods?: (userId: string, event: FunctionEvent) => Promise<readonly SignInMethod[]>;
}

/** Data in the database, which a site may have none of: then there is nothing to read, erase or move. */
export function userDataInDatabase({ read, erase, move, ...more }: UserData): UserData {
  return {
    ...more,
    read: async (userId) => (hasDatabase() ? read(userId) : null),
    erase: async (userId) => (hasDatabase() ? erase(userId) : undefined),
    move: async (fromId, toId) => (hasDatabase() ? move(fromId, toId) : undefined),
  };
}
