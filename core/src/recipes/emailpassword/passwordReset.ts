import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import { randomToken, sha256Hex } from '../../crypto/digest.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { findOwnId, findUser, shownIdOf } from '../users/store.ts';
import type { User } from '../users/types.ts';
import {
  addResetToken,
  changePasswordHash,
  findResetToken,
  removeExpiredResetTokens,
  removeResetTokensOf,
} from './store.ts';
import type { ResetToken } from './store.ts';

const TOKEN_BYTES = 64;

export const findUserForReset = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  anyId: string,
): Promise<{ userId: string; user: User } | null> =>
  db.read((tx) => {
    const userId = findOwnId(tx, appId, anyId);
    const user = userId === null ? null : findUser(tx, appId, userId);
    return userId === null || user === null ? null : { userId, user };
  });

/** Creates a password reset token. Only its hash is stored. */
export async function createResetToken(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { appId, settings }: Tenant,
  userId: string,
  email: string,
): Promise<string> {
  const token = randomToken(TOKEN_BYTES);
  const expiresAt = clock.now() + settings.passwordResetTokenLifetime;
  await db.write((tx) => {
    addResetToken(tx, appId, sha256Hex(token), { userId, email, expiresAt });
  });
  return token;
}

export type ConsumeResult =
  { status: 'OK'; userId: string; email: string } | { status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' };

/** Consumes a reset token, which proves access to the mailbox. A separate call then changes the password. */
export const consumeResetToken = (
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { appId }: Tenant,
  token: string,
): Promise<ConsumeResult> =>
  db.write((tx) => {
    const used = useToken(tx, appId, token, clock.now());
    return used === null
      ? { status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' }
      : { status: 'OK', userId: shownIdOf(tx, appId, used.userId), email: used.email };
  });

export type ResetResult = { status: 'OK'; userId: string } | { status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' };

/** Consumes a reset token and changes the password at once, as before account linking. */
export async function resetPassword(
  { db, clock, passwords }: Pick<Context, 'db' | 'clock' | 'passwords'>,
  { appId, settings }: Tenant,
  token: string,
  newPassword: string,
): Promise<ResetResult> {
  const passwordHash = await passwords.hash(newPassword, settings.passwordHashing);
  return db.write((tx) => {
    const used = useToken(tx, appId, token, clock.now());
    if (used === null) return { status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' };
    changePasswordHash(tx, appId, used.userId, passwordHash);
    return { status: 'OK', userId: shownIdOf(tx, appId, used.userId) };
  });
}

/** Deletes a token and all others of its user, even if the token has expired. */
function useToken(tx: Tx, appId: string, token: string, now: number): ResetToken | null {
  const found = findResetToken(tx, appId, sha256Hex(token));
  if (found === null) return null;
  removeResetTokensOf(tx, appId, found.userId);
  return found.expiresAt < now ? null : found;
}

export const emailpasswordLifecycle: Partial<Lifecycle> = {
  loginMethodRemoved: (tx, appId, { recipeUserId }) => {
    removeResetTokensOf(tx, appId, recipeUserId);
  },
  expiredRemoved: removeExpiredResetTokens,
};
