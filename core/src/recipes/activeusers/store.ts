import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';

const upsert = new Query(
  `INSERT INTO active_users (app_id, user_id, last_active_at) VALUES (?, ?, ?)
   ON CONFLICT DO UPDATE SET last_active_at = excluded.last_active_at`,
);
const remove = new Query('DELETE FROM active_users WHERE app_id = ? AND user_id = ?');
/** Whole hours by their counts, and the hour of `since` by the index. */
const countSince = new Query<{ count: number }>(
  `SELECT (SELECT coalesce(sum(count), 0) FROM active_user_counts WHERE app_id = ? AND hour > ?) + (
     SELECT count(*) FROM active_users WHERE app_id = ? AND last_active_at >= ? AND last_active_at < ?) AS count`,
);

/** As in the table of counts. */
const HOUR_MS = 60 * 60 * 1000;

export function saveActivity(tx: Tx, appId: string, userId: string, now: number): void {
  upsert.run(tx, appId, userId, now);
}

export function removeActivity(tx: Tx, appId: string, userId: string): void {
  remove.run(tx, appId, userId);
}

export function countActive(tx: Tx, appId: string, since: number): number {
  const hour = Math.floor(since / HOUR_MS);
  return countSince.get(tx, appId, hour, appId, since, (hour + 1) * HOUR_MS)?.count ?? 0;
}
