import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';

export type KeyKind = 'dynamic' | 'static';

export interface StoredKey {
  readonly id: string;
  readonly createdAt: number;
  readonly privateJwk: string;
}

interface KeyRow {
  key_id: string;
  created_at: number;
  private_jwk: string;
}

const keysOfKind = new Query<KeyRow>(
  `SELECT key_id, created_at, private_jwk FROM signing_keys WHERE app_id = ? AND kind = ?
   ORDER BY created_at DESC, key_id`,
);
const insertKey = new Query(
  `INSERT INTO signing_keys (app_id, key_id, kind, created_at, private_jwk) VALUES (?, ?, ?, ?, ?)
   ON CONFLICT DO NOTHING`,
);
const deleteKeysBefore = new Query(
  `DELETE FROM signing_keys WHERE app_id = ? AND kind = 'dynamic' AND created_at < ?`,
);

/** Lists keys, newest first. */
export const listKeys = (tx: Tx, appId: string, kind: KeyKind): StoredKey[] =>
  keysOfKind
    .all(tx, appId, kind)
    .map((row) => ({ id: row.key_id, createdAt: row.created_at, privateJwk: row.private_jwk }));

export function addKey(tx: Tx, appId: string, kind: KeyKind, key: StoredKey): void {
  insertKey.run(tx, appId, key.id, kind, key.createdAt, key.privateJwk);
}

export function removeDynamicKeysBefore(tx: Tx, appId: string, createdAt: number): void {
  deleteKeysBefore.run(tx, appId, createdAt);
}
