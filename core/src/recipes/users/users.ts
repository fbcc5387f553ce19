import type { Context } from '../../context.ts';
import { findOwnId, findUser } from './store.ts';
import type { User } from './types.ts';

/** Finds a user by core id or external id of the user or one of their login methods. */
export const getUser = ({ db }: Pick<Context, 'db'>, appId: string, anyId: string): Promise<User | null> =>
  db.read((tx) => {
    const id = findOwnId(tx, appId, anyId);
    return id === null ? null : findUser(tx, appId, id);
  });
