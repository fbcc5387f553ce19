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

export function saveActivity(tx: Tx, appId: string, userId: string, now: number): void {
  upsert.run(tx, appId, userId, now);
}

export function removeActivity(tx: Tx, appId: string, userId: string): void {
  remove.run(tx, appId, userId);
}

export const countActive = (tx: Tx, appId: string, since: number): number =>
  countSince.get(tx, appId, since)?.count ?? 0;
