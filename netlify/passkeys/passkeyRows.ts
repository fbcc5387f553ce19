/** A passkey as the database has it. */
export interface PasskeyRow {
  id: string;
  credential_id: string;
  user_id: string;
  /** The user handle on the device; null if it is the user id. */
  user_handle: string | null;
  rp_id: string;
  public_key: string;
  /** A 32-bit number, which the driver returns as text. */
  counter: string;
  transports: string[];
  is_multi_device: boolean;
  is_backed_up: boolean;
  name: string;
  created_at: Date;
  last_used_at: Date | null;
  removed_at: Date | null;
}

const COLUMNS = `id, credential_id, user_id, user_handle, rp_id, public_key, counter, transports,
    is_multi_device, is_backed_up, name, created_at, last_used_at, removed_at`;

/**
 * Adds a passkey unless its credential is known or the account has as many as it may. Written twice, as after
 * a lost connection, it is added once.
 */
const INSERT = `
  INSERT INTO passkeys AS known (id, credential_id, user_id, rp_id, public_key, counter, transports,
    is_multi_device, is_backed_up, name, created_at)
  SELECT $1::uuid, $2, $3::text, $4, $5, $6::bigint, $7::jsonb, $8::boolean, $9::boolean, $10, $11::timestamptz
  WHERE (SELECT count(*) FROM passkeys WHERE user_id = $3 AND removed_at IS NULL AND id <> $1::uuid) < $12
  ON CONFLICT (credential_id) DO UPDATE SET id = excluded.id WHERE known.id = excluded.id
  RETURNING ${COLUMNS}`;

/** Includes the removed ones. */
const SELECT_OF_USER = `SELECT ${COLUMNS} FROM passkeys WHERE user_id = $1 ORDER BY created_at, id`;

const SELECT_BY_CREDENTIAL = `SELECT ${COLUMNS} FROM passkeys WHERE credential_id = $1`;

/**
 * Records a sign-in, if the counter of the authenticator has gone up since the last one. Synced passkeys have
 * no counter: theirs is always 0. Written twice, as after a lost connection, it is recorded once.
 */
const UPDATE_USED = `
  UPDATE passkeys SET counter = $2, is_backed_up = $3, last_used_at = $4, last_challenge = $5
  WHERE credential_id = $1 AND removed_at IS NULL
    AND (counter < $2 OR (counter = 0 AND $2 = 0) OR last_challenge = $5)
  RETURNING id`;

const UPDATE_NAME = `
  UPDATE passkeys SET name = $3 WHERE id = $1::uuid AND user_id = $2 AND removed_at IS NULL
  RETURNING ${COLUMNS}`;

/**
 * Removes a passkey, and if the user has no other way to sign in, only while they have another passkey. The
 * lock makes two removals at once see each other.
 */
const UPDATE_REMOVED = `
  WITH own AS (
    SELECT id FROM passkeys WHERE user_id = $2 AND removed_at IS NULL ORDER BY id FOR UPDATE)
  UPDATE passkeys SET removed_at = $3
  WHERE id = $1::uuid AND id IN (SELECT id FROM own) AND removed_at IS NULL
    AND ($4::boolean OR (SELECT count(*) FROM own) > 1)
  RETURNING ${COLUMNS}`;

/** Forgets passkeys of any user. Waits for no lock, so that it cannot block another statement. */
const DELETE_LONG_REMOVED = `
  DELETE FROM passkeys WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM passkeys WHERE removed_at <= $1 ORDER BY removed_at LIMIT 20 FOR UPDATE SKIP LOCKED))`;

/** Forgets all but the last passkeys that a user has removed. */
const DELETE_EARLY_REMOVED = `
  DELETE FROM passkeys WHERE user_id = $1 AND removed_at IS NOT NULL AND id NOT IN (
    SELECT id FROM passkeys WHERE user_id = $1 AND removed_at IS NOT NULL ORDER BY removed_at DESC LIMIT $2)`;

/** The device keeps the user handle that it has. */
const MOVE_TO_USER = `
  UPDATE passkeys SET user_id = $2, user_handle = coalesce(user_handle, user_id) WHERE user_id = $1`;

const DELETE_ONE = 'DELETE FROM passkeys WHERE id = $1::uuid AND user_id = $2';

const DELETE_OF_USER = 'DELETE FROM passkeys WHERE user_id = $1';

/** The statements, for the test that explains them. */
export const PASSKEY_STATEMENTS = {
  INSERT,
  SELECT_OF_USER,
  SELECT_BY_CREDENTIAL,
  UPDATE_USED,
  UPDATE_NAME,
  UPDATE_REMOVED,
  DELETE_LONG_REMOVED,
  DELETE_EARLY_REMOVED,
  MOVE_TO_USER,
  DELETE_ONE,
  DELETE_OF_USER,
};
