import { runStatement, withDatabase } from '../platform/store/database.ts';
import type { HashedCodes } from './recoveryCodes.ts';
import type { SealedSecret } from './secretBox.ts';

const SELECT = `
  SELECT id, key_id, secret, added_at, recovery_salt, codes_saved,
    cardinality(recovery_hashes) AS recovery_codes_left
  FROM second_factors WHERE subject = $1`;

/** Begins again where a user has begun before. */
const BEGIN_SETUP = `
  INSERT INTO second_factor_setups (subject, session, key_id, secret, expires_at)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (subject) DO UPDATE
  SET session = excluded.session, key_id = excluded.key_id, secret = excluded.secret,
    expires_at = excluded.expires_at`;

const SELECT_SETUP = `
  SELECT key_id, secret FROM second_factor_setups WHERE subject = $1 AND session = $2 AND expires_at > $3`;

/** A statement of its own that waits for no lock, so that it cannot block another. */
const DELETE_EXPIRED_SETUPS = `
  DELETE FROM second_factor_setups WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM second_factor_setups WHERE expires_at <= $1
    ORDER BY expires_at LIMIT 20 FOR UPDATE SKIP LOCKED))`;

/** Turns what was begun into the factor of a user who has none, once. */
const ADD = `
  WITH setup AS (
    DELETE FROM second_factor_setups
    WHERE subject = $1 AND session = $2 AND secret = $3 AND expires_at > $4
    RETURNING subject, key_id, secret)
  INSERT INTO second_factors
    (subject, id, key_id, secret, last_step, added_at, recovery_salt, recovery_hashes, codes_saved)
  SELECT subject, $5::uuid, key_id, secret, $6::bigint, $4::timestamptz, $7, $8::text[], false FROM setup
  ON CONFLICT (subject) DO NOTHING
  RETURNING id`;

/** Accepts the code of a time step, once: of several at the same time, one finds an earlier step. */
const USE_STEP = `
  UPDATE second_factors SET last_step = $3 WHERE subject = $1 AND id = $2 AND last_step < $3 RETURNING id`;

/** Accepts a recovery code, once. */
const USE_RECOVERY_CODE = `
  UPDATE second_factors SET recovery_hashes = array_remove(recovery_hashes, $3)
  WHERE subject = $1 AND id = $2 AND $3 = ANY (recovery_hashes)
  RETURNING cardinality(recovery_hashes) AS recovery_codes_left`;

const REPLACE_RECOVERY_CODES = `
  UPDATE second_factors SET recovery_salt = $3, recovery_hashes = $4, codes_saved = false
  WHERE subject = $1 AND id = $2 AND recovery_salt = $5 RETURNING id`;

const CONFIRM_SAVED = `
  UPDATE second_factors SET codes_saved = true WHERE subject = $1 AND id = $2 AND recovery_salt = $3
  RETURNING id`;

const REPLACE_SECRET = `
  UPDATE second_factors SET key_id = $4, secret = $5 WHERE subject = $1 AND id = $2 AND key_id = $3`;

/** Removes everything of a user; returns a row if they had a factor. */
const DELETE_SUBJECT = `
  WITH browsers AS (DELETE FROM trusted_browsers WHERE subject = $1),
    setups AS (DELETE FROM second_factor_setups WHERE subject = $1)
  DELETE FROM second_factors WHERE subject = $1 RETURNING id`;

/** Gives a factor to another subject, encrypted for it. One who has a factor keeps their own. */
const MOVE = `
  WITH moved AS (
    DELETE FROM second_factors WHERE subject = $1 AND id = $3
    RETURNING id, last_step, added_at, recovery_salt, recovery_hashes, codes_saved)
  INSERT INTO second_factors
    (subject, id, key_id, secret, last_step, added_at, recovery_salt, recovery_hashes, codes_saved)
  SELECT $2, id, $4, $5, last_step, added_at, recovery_salt, recovery_hashes, codes_saved FROM moved
  ON CONFLICT (subject) DO NOTHING
  RETURNING id`;

/** The statements, for the test that explains them. */
export const FACTOR_STATEMENTS = {
  SELECT,
  BEGIN_SETUP,
  SELECT_SETUP,
  DELETE_EXPIRED_SETUPS,
  ADD,
  USE_STEP,
  USE_RECOVERY_CODE,
  REPLACE_RECOVERY_CODES,
  CONFIRM_SAVED,
  REPLACE_SECRET,
  MOVE,
  DELETE_SUBJECT,
};

/** The second factor of a user. */
export interface StoredFactor extends SealedSecret {
  subject: string;
  id: string;
  addedAt: Date;
  recoverySalt: string;
  recoveryCodesLeft: number;
  /** Whether the user has confirmed that they saved them. */
  codesSaved: boolean;
}

interface FactorRow {
  id: string;
  key_id: string;
  secret: string;
  added_at: Date;
  recovery_salt: string;
  recovery_codes_left: number;
  codes_saved: boolean;
}

/** Returns the factor of a user; undefined if they have none. */
export async function findFactor(subject: string): Promise<StoredFactor | undefined> {
  const [row] = await runStatement<FactorRow>(SELECT, [subject]);
  return (
    row && {
      subject,
      id: row.id,
      keyId: row.key_id,
      secret: row.secret,
      addedAt: row.added_at,
      recoverySalt: row.recovery_salt,
      recoveryCodesLeft: row.recovery_codes_left,
      codesSaved: row.codes_saved,
    }
  );
}

/** Who begins to add a factor: a user, in one session. */
export interface SetupOwner {
  subject: string;
  /** Hash of the session handle. */
  session: string;
}

/** Stores a secret that is not confirmed yet, and makes room by removing expired ones. */
export async function saveSetup(
  { subject, session }: SetupOwner,
  { keyId, secret }: SealedSecret,
  [now, expiresAt]: [Date, Date],
): Promise<void> {
  await withDatabase(async (query) => {
    await query(BEGIN_SETUP, [subject, session, keyId, secret, expiresAt]);
    await query(DELETE_EXPIRED_SETUPS, [now]);
  });
}

/** Returns the secret that this session has begun to add; undefined if there is none. */
export async function findSetup(
  { subject, session }: SetupOwner,
  now: Date,
): Promise<SealedSecret | undefined> {
  const [row] = await runStatement<{ key_id: string; secret: string }>(SELECT_SETUP, [subject, session, now]);
  return row && { keyId: row.key_id, secret: row.secret };
}

/** A factor that a user has confirmed. */
interface NewFactor {
  id: string;
  /** As stored by {@link saveSetup}. */
  secret: string;
  /** The time step of the code that confirmed it. */
  step: number;
  codes: HashedCodes;
}

/** Adds a factor; `false` if the user has one, or has not begun to add this one. */
export async function addFactor(
  { subject, session }: SetupOwner,
  { id, secret, step, codes }: NewFactor,
  now: Date,
): Promise<boolean> {
  const values = [subject, session, secret, now, id, step, codes.salt, codes.hashes];
  return (await runStatement(ADD, values)).length > 0;
}

/** Uses the code of a time step; `false` if it, or a later one, was used before. */
export async function consumeStep({ subject, id }: StoredFactor, step: number): Promise<boolean> {
  return (await runStatement(USE_STEP, [subject, id, step])).length > 0;
}

/** Uses a recovery code; returns how many are left, undefined if there is no such code. */
export async function consumeRecoveryCode(
  { subject, id }: StoredFactor,
  hash: string,
): Promise<number | undefined> {
  const [row] = await runStatement<{ recovery_codes_left: number }>(USE_RECOVERY_CODE, [subject, id, hash]);
  return row?.recovery_codes_left;
}

/** Replaces the recovery codes; `false` if they were replaced in the meantime, or the factor is gone. */
export async function replaceRecoveryCodes(
  { subject, id, recoverySalt }: StoredFactor,
  { salt, hashes }: HashedCodes,
): Promise<boolean> {
  return (await runStatement(REPLACE_RECOVERY_CODES, [subject, id, salt, hashes, recoverySalt])).length > 0;
}

/** Records that a user has saved their recovery codes; `false` if these are no longer theirs. */
export async function confirmCodesSaved({ subject, id, recoverySalt }: StoredFactor): Promise<boolean> {
  return (await runStatement(CONFIRM_SAVED, [subject, id, recoverySalt])).length > 0;
}

/** Replaces a secret that is encrypted with an earlier key. */
export async function replaceSecret(
  { subject, id, keyId }: StoredFactor,
  sealed: SealedSecret,
): Promise<void> {
  await runStatement(REPLACE_SECRET, [subject, id, keyId, sealed.keyId, sealed.secret]);
}

/** Gives a factor to another subject; `false` if that one has a factor. */
export async function moveFactorRow(
  { subject, id }: StoredFactor,
  toSubject: string,
  sealed: SealedSecret,
): Promise<boolean> {
  return (await runStatement(MOVE, [subject, toSubject, id, sealed.keyId, sealed.secret])).length > 0;
}

/** Removes factor, begun set-up and trusted browsers of a user; `false` if there was no factor. */
export async function deleteFactor(subject: string): Promise<boolean> {
  return (await runStatement(DELETE_SUBJECT, [subject])).length > 0;
}
