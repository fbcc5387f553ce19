import { deleteExpiredQuery } from '../../db/expiry.ts';
import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';

export interface ResetToken {
  readonly userId: string;
  readonly email: string;
  readonly expiresAt: number;
}

const passwordOf = new Query<{ password_hash: string }>(
  'SELECT password_hash FROM passwords WHERE app_id = ? AND recipe_user_id = ?',
);
const upsertPassword = new Query(
  `INSERT INTO passwords (app_id, recipe_user_id, password_hash) VALUES (?, ?, ?)
   ON CONFLICT DO UPDATE SET password_hash = excluded.password_hash`,
);
const updatePassword = new Query(
  'UPDATE passwords SET password_hash = ? WHERE app_id = ? AND recipe_user_id = ?',
);
const insertResetToken = new Query(
  'INSERT INTO password_reset_tokens (app_id, token_hash, user_id, email, expires_at) VALUES (?, ?, ?, ?, ?)',
);
const resetTokenByHash = new Query<{ user_id: string; email: string; expires_at: number }>(
  'SELECT user_id, email, expires_at FROM password_reset_tokens WHERE app_id = ? AND token_hash = ?',
);
const deleteResetTokensOfUser = new Query(
  'DELETE FROM password_reset_tokens WHERE app_id = ? AND user_id = ?',
);
const deleteExpiredResetTokens = deleteExpiredQuery('password_reset_tokens', 'app_id, token_hash');

export const findPasswordHash = (tx: Tx, appId: string, recipeUserId: string): string | null =>
  passwordOf.get(tx, appId, recipeUserId)?.password_hash ?? null;

export function savePasswordHash(tx: Tx, appId: string, recipeUserId: string, passwordHash: string): void {
  upsertPassword.run(tx, appId, recipeUserId, passwordHash);
}

/** Does nothing if the login method has no password. */
export function changePasswordHash(tx: Tx, appId: string, recipeUserId: string, passwordHash: string): void {
  updatePassword.run(tx, passwordHash, appId, recipeUserId);
}

export function addResetToken(tx: Tx, appId: string, tokenHash: string, token: ResetToken): void {
  insertResetToken.run(tx, appId, tokenHash, token.userId, token.email, token.expiresAt);
}

export function findResetToken(tx: Tx, appId: string, tokenHash: string): ResetToken | null {
  const row = resetTokenByHash.get(tx, appId, tokenHash);
  return row === undefined ? null : { userId: row.user_id, email: row.email, expiresAt: row.expires_at };
}

export function removeResetTokensOf(tx: Tx, appId: string, userId: string): void {
  deleteResetTokensOfUser.run(tx, appId, userId);
}

export const removeExpiredResetTokens = (tx: Tx, now: number, atMost: number): number =>
  deleteExpiredResetTokens.run(tx, now, atMost);
