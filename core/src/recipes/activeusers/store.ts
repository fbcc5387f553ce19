import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';

const upsert = new Query(
  `INSERT INTO active_users (app_id, user_id, last_active_at) VALUES (?, ?, ?)
   ON CONFLICT DO UPDATE SET last_active_at = excluded.last_active_at`,
);
const remove = new Query('DELETE FROM active_users WHERE app_id = ? AND user_id = ?');
const countSince = new Query<{ count: number }>(
  'SELECT count(*) AS count FROM active_users WHERE app_id = ? AND last_active_at >= ?',
);
const countByAge = new Query<{ days: number; count: number }>(
  `SELECT max(CAST((? - last_active_at - 1) / ? AS INTEGER), 0) AS days, count(*) AS count FROM active_users
   WHERE app_id = ? AND last_active_at >= ? GROUP BY days`,
);

export function saveActivity(tx: Tx, appId: string, userId: string, now: number): void {
  upsert.run(tx, appId, userId, now);
}

export function removeActivity(tx: Tx, appId: string, userId: string): void {
  remove.run(tx, appId, userId);
}

export const countActive = (tx: Tx, appId: string, since: number): number =>
  countSince.get(tx, appId, since)?.count ?? 0;

/**
 * Counts users by the period in which they were last active: 0 is the latest period, 1 the one before. Omits
 * periods without users.
 */
export const countByPeriods = (
  tx: Tx,
  appId: string,
  now: number,
  period: number,
  periods: number,
): Map<number, number> =>
  new Map(
    countByAge.all(tx, now, period, appId, now - periods * period).map(({ days, count }) => [days, count]),
  );
