import type { PasskeyEntry } from '../../config/contracts/passkeys.ts';
import { DAY_MS } from '../../config/durations.ts';
import { PASSKEY_LIMITS } from '../../config/rules/limits.ts';
import { runStatement, withDatabase, type Query } from '../platform/store/database.ts';
import { PASSKEY_STATEMENTS, type PasskeyRow } from './passkeyRows.ts';

/** A removed passkey that is used after this time is like one that never existed. */
const REMOVED_KEPT_MS = 365 * DAY_MS;

/** Per account. */
const MAX_REMOVED_KEPT = 50;

/** A passkey that was just created on the device of a user. */
export interface CreatedPasskey {
  /** Chosen by the caller, so that adding it twice has no effect. */
  id: string;
  credentialId: string;
  userId: string;
  rpId: string;
  /** COSE key in base64url. */
  publicKey: string;
  counter: number;
  transports: readonly string[];
  isMultiDevice: boolean;
  isBackedUp: boolean;
  name: string;
}

/** What owners and administrators see: no key and no credential id. */
export function toEntry(row: PasskeyRow): PasskeyEntry {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at.getTime(),
    lastUsedAt: row.last_used_at?.getTime() ?? null,
    isSynced: row.is_backed_up,
    host: row.rp_id,
  };
}

/** Returns all passkeys of a user, including removed ones, oldest first. */
export function findAllPasskeys(userId: string): Promise<PasskeyRow[]> {
  return runStatement<PasskeyRow>(PASSKEY_STATEMENTS.SELECT_OF_USER, [userId]);
}

/** Returns the passkeys with which a user can sign in, oldest first. */
export async function findPasskeys(userId: string): Promise<PasskeyRow[]> {
  return (await findAllPasskeys(userId)).filter((row) => row.removed_at === null);
}

/** Returns the passkey of a credential, removed or not. */
export async function findByCredential(credentialId: string): Promise<PasskeyRow | undefined> {
  const rows = await runStatement<PasskeyRow>(PASSKEY_STATEMENTS.SELECT_BY_CREDENTIAL, [credentialId]);
  return rows[0];
}

async function deleteLongRemoved(query: Query): Promise<void> {
  await query(PASSKEY_STATEMENTS.DELETE_LONG_REMOVED, [new Date(Date.now() - REMOVED_KEPT_MS)]);
}

/**
 * Adds a passkey, and makes room by removing some that were removed long ago.
 *
 * @returns undefined if its credential is known, or the account has as many as it may
 */
export async function insertPasskey(created: CreatedPasskey): Promise<PasskeyRow | undefined> {
  const { id, credentialId, userId, rpId, publicKey, counter, transports, name } = created;
  const { isMultiDevice, isBackedUp } = created;
  const values = [
    ...[id, credentialId, userId, rpId, publicKey, counter, JSON.stringify(transports)],
    ...[isMultiDevice, isBackedUp, name, new Date(), PASSKEY_LIMITS.perAccount],
  ];
  return withDatabase(async (query) => {
    const [row] = await query<PasskeyRow>(PASSKEY_STATEMENTS.INSERT, values);
    await deleteLongRemoved(query);
    return row;
  });
}

interface Use {
  counter: number;
  isBackedUp: boolean;
  challenge: string;
}

/** Records a sign-in; false if the counter did not go up, or the passkey has been removed meanwhile. */
export async function recordUse(credentialId: string, use: Use): Promise<boolean> {
  const values = [credentialId, use.counter, use.isBackedUp, new Date(), use.challenge];
  return (await runStatement(PASSKEY_STATEMENTS.UPDATE_USED, values)).length > 0;
}

/** Changes the name of a passkey of the user; undefined if there is none with this id. */
export async function updateName(userId: string, id: string, name: string): Promise<PasskeyRow | undefined> {
  const rows = await runStatement<PasskeyRow>(PASSKEY_STATEMENTS.UPDATE_NAME, [id, userId, name]);
  return rows[0];
}

/**
 * Removes a passkey of the user; undefined if there is none with this id, or if it is the last one and the
 * user has no other way to sign in.
 */
export function markRemoved(
  userId: string,
  id: string,
  hasOtherWay: boolean,
): Promise<PasskeyRow | undefined> {
  return withDatabase(async (query) => {
    const values = [id, userId, new Date(), hasOtherWay];
    const [row] = await query<PasskeyRow>(PASSKEY_STATEMENTS.UPDATE_REMOVED, values);
    await query(PASSKEY_STATEMENTS.DELETE_EARLY_REMOVED, [userId, MAX_REMOVED_KEPT]);
    await deleteLongRemoved(query);
    return row;
  });
}

/** Erases a passkey as if it had never been added. */
export async function erasePasskey(userId: string, id: string): Promise<void> {
  await runStatement(PASSKEY_STATEMENTS.DELETE_ONE, [id, userId]);
}

/** Moves all passkeys of a user to another one. */
export async function movePasskeys(fromId: string, toId: string): Promise<void> {
  await runStatement(PASSKEY_STATEMENTS.MOVE_TO_USER, [fromId, toId]);
}

/** Erases everything that is kept of a user's passkeys. */
export async function erasePasskeys(userId: string): Promise<void> {
  await runStatement(PASSKEY_STATEMENTS.DELETE_OF_USER, [userId]);
}
