import type { Context } from '../../context.ts';
import { findOwnId, findUser } from './store.ts';
import type { User } from './types.ts';

/** The user that an id means: ours or the app's own, of a user or of one of its login methods. */
export const getUser = ({ db }: Pick<Context, 'db'>, appId: string, anyId: string): Promise<User | null> =>
  db.read((tx) => {
    const id = findOwnId(tx, appId, anyId);
    return id === null ? null : findUser(tx, appId, id);
  });
