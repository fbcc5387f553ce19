import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import type { Lifecycle } from '../lifecycle.ts';
import { countActive, removeActivity, saveActivity } from './store.ts';

/** Notes, in the transaction in which a user does something, that the user was seen. Takes our own id of the user. */
export function markActive(tx: Tx, appId: string, userId: string, now: number): void {
  saveActivity(tx, appId, userId, now);
}

export const countActiveUsers = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  since: number,
): Promise<number> => db.read((tx) => countActive(tx, appId, since));

export const activeusersLifecycle: Partial<Lifecycle> = {
  idRetired: removeActivity,
};
