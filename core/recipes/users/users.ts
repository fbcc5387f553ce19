import type { Context } from '../../context.ts';
import type { Lifecycle } from '../lifecycle.ts';
import { findUser, forgetActivity } from './store.ts';
import type { User } from './types.ts';

export const getUser = ({ db }: Pick<Context, 'db'>, appId: string, anyId: string): Promise<User | null> =>
  db.read((tx) => findUser(tx, appId, anyId));

export const usersLifecycle: Partial<Lifecycle> = {
  userRemoved: (tx, appId, userId) => {
    forgetActivity(tx, appId, userId);
  },
};
