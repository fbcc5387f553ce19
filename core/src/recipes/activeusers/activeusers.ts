import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import type { Lifecycle } from '../lifecycle.ts';
import { countActive, countByPeriods, removeActivity, saveActivity } from './store.ts';

/** Notes, in the transaction in which a user does something, that the user was seen. Takes our own id of the user. */
export function markActive(tx: Tx, appId: string, userId: string, now: number): void {
  saveActivity(tx, appId, userId, now);
}

/** The activity of a user who has become part of another is the other's. */
export function moveActivity(tx: Tx, appId: string, fromId: string, toId: string, now: number): void {
  removeActivity(tx, appId, fromId);
  saveActivity(tx, appId, toId, now);
}

export const countActiveUsers = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  since: number,
): Promise<number> => db.read((tx) => countActive(tx, appId, since));

const DAY = 24 * 60 * 60 * 1000;

/** How many were seen in the last day, the last two days, and so on. */
export const activeUsersByDays = (
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  appId: string,
  days: number,
): Promise<number[]> =>
  db.read((tx) => {
    const byDay = countByPeriods(tx, appId, clock.now(), DAY, days);
    let sum = 0;
    return Array.from({ length: days }, (_, day) => (sum += byDay.get(day) ?? 0));
  });

export const activeusersLifecycle: Partial<Lifecycle> = {
  idRetired: removeActivity,
};
