import { deleteExpiredQuery } from '../../db/expiry.ts';
import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';

export interface VerificationToken {
  readonly tenantId: string;
  readonly userId: string;
  readonly email: string;
  readonly expiresAt: number;
}

interface TokenRow {
  tenant_id: string;
  user_id: string;
  email: string;
  expires_at: number;
}

const verifiedEmail = new Query<{ email: string }>(
  'SELECT email FROM verified_emails WHERE app_id = ? AND user_id = ? AND email = ?',
);
const deleteVerifiedEmail = new Query(
  'DELETE FROM verified_emails WHERE app_id = ? AND user_id = ? AND email = ?',
);
const deleteVerifiedEmailsOfUser = new Query('DELETE FROM verified_emails WHERE app_id = ? AND user_id = ?');
const anythingOfUser = new Query<{ found: number }>(
  `SELECT 1 AS found WHERE EXISTS (SELECT 1 FROM verified_emails WHERE app_id = ? AND user_id = ?)
     OR EXISTS (SELECT 1 FROM email_verification_tokens WHERE app_id = ? AND user_id = ?)`,
);
const moveVerifiedEmails = new Query(
  'UPDATE OR REPLACE verified_emails SET user_id = ? WHERE app_id = ? AND user_id = ?',
);
const moveTokens = new Query(
  'UPDATE email_verification_tokens SET user_id = ? WHERE app_id = ? AND user_id = ?',
);
const insertToken = new Query(
  `INSERT INTO email_verification_tokens (app_id, token_hash, tenant_id, user_id, email, expires_at)
   VALUES (?, ?, ?, ?, ?, ?)`,
);
const tokenByHash = new Query<TokenRow>(
  `SELECT tenant_id, user_id, email, expires_at FROM email_verification_tokens
   WHERE app_id = ? AND token_hash = ? AND tenant_id = ?`,
);
const deleteTokens = new Query(
  'DELETE FROM email_verification_tokens WHERE app_id = ? AND user_id = ? AND email = ? AND tenant_id = ?',
);
const deleteTokensOfUser = new Query(
  'DELETE FROM email_verification_tokens WHERE app_id = ? AND user_id = ?',
);
const deleteTokensAtTenant = new Query(
  'DELETE FROM email_verification_tokens WHERE app_id = ? AND user_id = ? AND tenant_id = ?',
);
const deleteExpiredTokens = deleteExpiredQuery('email_verification_tokens', 'app_id, token_hash');

export const hasVerified = (tx: Tx, appId: string, userId: string, email: string): boolean =>
  verifiedEmail.get(tx, appId, userId, email) !== undefined;

export function removeVerifiedEmail(tx: Tx, appId: string, userId: string, email: string): void {
  deleteVerifiedEmail.run(tx, appId, userId, email);
}

/** Returns false if there were none. */
export const removeTokensAtTenant = (tx: Tx, appId: string, tenantId: string, userId: string): boolean =>
  deleteTokensAtTenant.run(tx, appId, userId, tenantId) > 0;

export function addToken(tx: Tx, appId: string, tokenHash: string, token: VerificationToken): void {
  insertToken.run(tx, appId, tokenHash, token.tenantId, token.userId, token.email, token.expiresAt);
}

export function findToken(
  tx: Tx,
  appId: string,
  tenantId: string,
  tokenHash: string,
): VerificationToken | null {
  const row = tokenByHash.get(tx, appId, tokenHash, tenantId);
  return row === undefined
    ? null
    : { tenantId: row.tenant_id, userId: row.user_id, email: row.email, expiresAt: row.expires_at };
}

export function removeTokens(tx: Tx, appId: string, tenantId: string, userId: string, email: string): void {
  deleteTokens.run(tx, appId, userId, email, tenantId);
}

/** Whether the user has verified emails or pending tokens. */
export const hasVerifications = (tx: Tx, appId: string, userId: string): boolean =>
  anythingOfUser.get(tx, appId, userId, appId, userId) !== undefined;

export function moveVerifications(tx: Tx, appId: string, fromId: string, toId: string): void {
  moveVerifiedEmails.run(tx, toId, appId, fromId);
  moveTokens.run(tx, toId, appId, fromId);
}

/** Removes the verified emails and pending tokens of a user in all tenants. */
export function removeVerificationsOf(tx: Tx, appId: string, userId: string): void {
  deleteVerifiedEmailsOfUser.run(tx, appId, userId);
  deleteTokensOfUser.run(tx, appId, userId);
}

export const removeExpiredTokens = (tx: Tx, now: number, atMost: number): number =>
  deleteExpiredTokens.run(tx, now, atMost);
