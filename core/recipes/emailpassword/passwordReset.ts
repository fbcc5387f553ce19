import type { Context } from '../../context.ts';
import { randomToken, sha256Hex } from '../../crypto/digest.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { resolveUserId } from '../users/store.ts';
import { addResetToken, findResetToken, removeExpiredResetTokens, removeResetTokensOf } from './store.ts';

const TOKEN_BYTES = 64;

export const userExists = ({ db }: Pick<Context, 'db'>, appId: string, anyId: string): Promise<boolean> =>
  db.read((tx) => resolveUserId(tx, appId, anyId) !== null);

/** Makes a token that lets its holder set a new password. Only its hash is kept. */
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

/** Uses a token up, and with it all the others of its user, even when the one shown has expired. */
export function consumeResetToken(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { appId }: Tenant,
  token: string,
): Promise<ConsumeResult> {
  return db.write((tx) => {
    const found = findResetToken(tx, appId, sha256Hex(token));
    if (found === null) return { status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' };
    removeResetTokensOf(tx, appId, found.userId);
    return found.expiresAt < clock.now()
      ? { status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' }
      : { status: 'OK', userId: found.userId, email: found.email };
  });
}

export const emailpasswordLifecycle: Partial<Lifecycle> = {
  userRemoved: removeResetTokensOf,
  removeExpired: removeExpiredResetTokens,
};
