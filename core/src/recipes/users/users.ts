import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import { findOwnId, findUser } from './store.ts';
import type { User } from './types.ts';

/** Finds a user by core id or external id of the user or one of their login methods. */
export function findUserByAnyId(tx: Tx, appId: string, anyId: string): User | null {
  const id = findOwnId(tx, appId, anyId);
  return id === null ? null : findUser(tx, appId, id);
}

/** Finds a user as {@link findUserByAnyId} does, in a unit of work of its own. */
export const getUser = ({ db }: Pick<Context, 'db'>, appId: string, anyId: string): Promise<User | null> =>
  db.read((tx) => findUserByAnyId(tx, appId, anyId));
