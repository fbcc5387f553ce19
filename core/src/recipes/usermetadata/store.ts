import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import { readJsonObject } from '../../json.ts';
import type { JsonObject } from '../../json.ts';

const metadataOf = new Query<{ metadata: string }>(
  'SELECT metadata FROM user_metadata WHERE app_id = ? AND user_id = ?',
);
const upsert = new Query(
  `INSERT INTO user_metadata (app_id, user_id, metadata) VALUES (?, ?, ?)
   ON CONFLICT DO UPDATE SET metadata = excluded.metadata`,
);
const remove = new Query('DELETE FROM user_metadata WHERE app_id = ? AND user_id = ?');

/** Returns null if no metadata was ever stored or it was removed. */
export function findMetadata(tx: Tx, appId: string, userId: string): JsonObject | null {
  const row = metadataOf.get(tx, appId, userId);
  return row === undefined ? null : readJsonObject(row.metadata);
}

export function saveMetadata(tx: Tx, appId: string, userId: string, metadata: JsonObject): void {
  upsert.run(tx, appId, userId, JSON.stringify(metadata));
}

export function removeMetadata(tx: Tx, appId: string, userId: string): void {
  remove.run(tx, appId, userId);
}
