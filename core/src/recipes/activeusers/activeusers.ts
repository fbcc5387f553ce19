import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import type { Lifecycle } from '../lifecycle.ts';
import { countActive, removeActivity, saveActivity } from './store.ts';

/** Records that a user was active, in the caller's transaction. `userId` is the core's own id. */
export function markActive(tx: Tx, appId: string, userId: string, now: number): void {
  saveActivity(tx, appId, userId, now);
}

/** Transfers the activity of a user who was linked to another one. */
export function moveActivity(tx: Tx, appId: string, fromId: string, toId: string, now: number): void {
  removeActivity(tx, appId, fromId);
  saveActivity(tx, appId, toId, now);
}

export const countActiveUsers = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  since: number,
): Promise<number> => db.read((tx) => countActive(tx, appId, since));

const DAY_MS = 24 * 60 * 60 * 1000;

/** Counts the users who were active in the last day, the last two days, and so on. */
export const activeUsersByDays = (
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  appId: string,
  days: number,
): Promise<number[]> =>
  db.read((tx) =>
    Array.from({ length: days }, (_, day) => countActive(tx, appId, clock.now() - (day + 1) * DAY_MS)),
  );

export const activeusersLifecycle: Partial<Lifecycle> = {
  idRetired: removeActivity,
};
