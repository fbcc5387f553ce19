import { deleteExpiredQuery } from '../../db/expiry.ts';
import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import type { Tenant } from '../multitenancy/types.ts';
import type { Credential, Options, RecoveryToken } from './types.ts';

interface OptionsRow {
  options_id: string;
  challenge: string;
  email: string | null;
  relying_party_id: string;
  relying_party_name: string;
  origin: string;
  user_verification: string;
  is_user_presence_required: number;
  created_at: number;
  timeout: number;
}

interface CredentialRow {
  credential_id: string;
  relying_party_id: string;
  recipe_user_id: string;
  public_key: Uint8Array;
  counter: number;
  created_at: number;
  updated_at: number;
}

type Place = Pick<Tenant, 'appId' | 'tenantId'>;

const insertOptions = new Query(
  `INSERT INTO webauthn_options (app_id, options_id, tenant_id, challenge, email, relying_party_id,
     relying_party_name, origin, user_verification, is_user_presence_required, created_at, expires_at)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const optionsWhere = (condition: string) =>
  new Query<OptionsRow>(
    `SELECT options_id, challenge, email, relying_party_id, relying_party_name, origin, user_verification,
       is_user_presence_required, created_at, expires_at - created_at AS timeout FROM webauthn_options
     WHERE app_id = ? AND options_id = ? AND ${condition}`,
  );
const optionsOfApp = optionsWhere('true');
const optionsOfTenant = optionsWhere('tenant_id = ?');
const deleteOptions = new Query(
  'DELETE FROM webauthn_options WHERE app_id = ? AND options_id = ? AND tenant_id = ?',
);
const deleteExpiredOptions = deleteExpiredQuery('webauthn_options', 'app_id, options_id');
const deleteExpiredTokens = deleteExpiredQuery('webauthn_recovery_tokens', 'app_id, tenant_id, token_hash');
const insertCredential = new Query(
  `INSERT INTO webauthn_credentials (app_id, credential_id, relying_party_id, recipe_user_id, public_key, counter,
     created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
);
const credentialExists = new Query(
  'SELECT 1 FROM webauthn_credentials WHERE app_id = ? AND credential_id = ? AND relying_party_id = ?',
);
const credentialsWhere = (condition: string) =>
  new Query<CredentialRow>(
    `SELECT credential_id, relying_party_id, recipe_user_id, public_key, counter, created_at, updated_at
     FROM webauthn_credentials WHERE app_id = ? AND ${condition}`,
  );
const credentialById = credentialsWhere('credential_id = ? ORDER BY relying_party_id LIMIT 1');
const credentialOfUser = credentialsWhere(
  'credential_id = ? AND recipe_user_id = ? ORDER BY relying_party_id LIMIT 1',
);
const credentialsOfUser = credentialsWhere('recipe_user_id = ? ORDER BY created_at, credential_id');
const deleteCredential = new Query(
  'DELETE FROM webauthn_credentials WHERE app_id = ? AND credential_id = ? AND recipe_user_id = ?',
);
const insertToken = new Query(
  `INSERT INTO webauthn_recovery_tokens (app_id, tenant_id, token_hash, user_id, email, expires_at)
   VALUES (?, ?, ?, ?, ?, ?)`,
);
const tokenByHash = new Query<{ user_id: string; email: string; expires_at: number }>(
  `SELECT user_id, email, expires_at FROM webauthn_recovery_tokens
   WHERE app_id = ? AND tenant_id = ? AND token_hash = ?`,
);
const deleteTokensByEmail = new Query(
  'DELETE FROM webauthn_recovery_tokens WHERE app_id = ? AND tenant_id = ? AND email = ?',
);
const deleteTokensByUser = new Query('DELETE FROM webauthn_recovery_tokens WHERE app_id = ? AND user_id = ?');
const deleteTokensAtTenant = new Query(
  'DELETE FROM webauthn_recovery_tokens WHERE app_id = ? AND user_id = ? AND tenant_id = ?',
);
const updateCounter = new Query(
  'UPDATE webauthn_credentials SET counter = ?, updated_at = ? WHERE app_id = ? AND credential_id = ?',
);

export function addOptions(tx: Tx, { appId, tenantId }: Place, options: Options): void {
  const { id, challenge, email, relyingPartyId, relyingPartyName, origin, userVerification } = options;
  const { userPresence, createdAt, timeout } = options;
  insertOptions.run(
    tx,
    ...[appId, id, tenantId, challenge, email, relyingPartyId, relyingPartyName, origin, userVerification],
    ...[userPresence ? 1 : 0, createdAt, createdAt + timeout],
  );
}

/** Options are valid in all tenants of the app. */
export const findOptions = (tx: Tx, appId: string, optionsId: string): Options | null =>
  toOptions(optionsOfApp.get(tx, appId, optionsId));

export const findOptionsOfTenant = (tx: Tx, { appId, tenantId }: Place, optionsId: string): Options | null =>
  toOptions(optionsOfTenant.get(tx, appId, optionsId, tenantId));

export const removeOptions = (tx: Tx, { appId, tenantId }: Place, optionsId: string): boolean =>
  deleteOptions.run(tx, appId, optionsId, tenantId) > 0;

export const removeExpired = (tx: Tx, now: number, atMost: number): number =>
  deleteExpiredOptions.run(tx, now, atMost) + deleteExpiredTokens.run(tx, now, atMost);

export const hasCredential = (
  tx: Tx,
  appId: string,
  { id, relyingPartyId }: Pick<Credential, 'id' | 'relyingPartyId'>,
): boolean => credentialExists.get(tx, appId, id, relyingPartyId) !== undefined;

export function addCredential(tx: Tx, appId: string, credential: Credential): void {
  const { id, relyingPartyId, recipeUserId, publicKey, counter, createdAt, updatedAt } = credential;
  const values = [appId, id, relyingPartyId, recipeUserId, publicKey, counter, createdAt, updatedAt];
  insertCredential.run(tx, ...values);
}

/** Returns the first credential with this id, whatever its relying party, as the real core does. */
export const findCredential = (tx: Tx, appId: string, credentialId: string): Credential | null =>
  toCredentials(credentialById.all(tx, appId, credentialId))[0] ?? null;

export function setCounter(tx: Tx, appId: string, credentialId: string, counter: number, now: number): void {
  updateCounter.run(tx, counter, now, appId, credentialId);
}

export const findCredentialOf = (
  tx: Tx,
  appId: string,
  recipeUserId: string,
  credentialId: string,
): Credential | null => toCredentials(credentialOfUser.all(tx, appId, credentialId, recipeUserId))[0] ?? null;

export const credentialsOf = (tx: Tx, appId: string, recipeUserId: string): Credential[] =>
  toCredentials(credentialsOfUser.all(tx, appId, recipeUserId));

export const removeCredential = (
  tx: Tx,
  appId: string,
  recipeUserId: string,
  credentialId: string,
): boolean => deleteCredential.run(tx, appId, credentialId, recipeUserId) > 0;

export function addRecoveryToken(
  tx: Tx,
  { appId, tenantId }: Place,
  tokenHash: string,
  { userId, email, expiresAt }: RecoveryToken,
): void {
  insertToken.run(tx, appId, tenantId, tokenHash, userId, email, expiresAt);
}

export function findRecoveryToken(
  tx: Tx,
  { appId, tenantId }: Place,
  tokenHash: string,
): RecoveryToken | null {
  const row = tokenByHash.get(tx, appId, tenantId, tokenHash);
  return row === undefined ? null : { userId: row.user_id, email: row.email, expiresAt: row.expires_at };
}

export function removeRecoveryTokensOf(tx: Tx, { appId, tenantId }: Place, email: string): void {
  deleteTokensByEmail.run(tx, appId, tenantId, email);
}

export function removeRecoveryTokensOfUser(tx: Tx, appId: string, userId: string): void {
  deleteTokensByUser.run(tx, appId, userId);
}

export function removeRecoveryTokensAtTenant(tx: Tx, appId: string, tenantId: string, userId: string): void {
  deleteTokensAtTenant.run(tx, appId, userId, tenantId);
}

const toCredentials = (rows: readonly CredentialRow[]): Credential[] =>
  rows.map((row) => ({
    id: row.credential_id,
    relyingPartyId: row.relying_party_id,
    recipeUserId: row.recipe_user_id,
    publicKey: row.public_key,
    counter: row.counter,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));

const toOptions = (row: OptionsRow | undefined): Options | null =>
  row === undefined
    ? null
    : {
        id: row.options_id,
        challenge: row.challenge,
        email: row.email,
        relyingPartyId: row.relying_party_id,
        relyingPartyName: row.relying_party_name,
        origin: row.origin,
        userVerification: row.user_verification,
        userPresence: row.is_user_presence_required === 1,
        createdAt: row.created_at,
        timeout: row.timeout,
      };
