import type { Context } from '../../context.ts';
import { randomToken, sha256Hex } from '../../crypto/digest.ts';
import type { Tx } from '../../db/query.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { findOwnId, findUser, shownIdOf } from '../users/store.ts';
import type { User } from '../users/types.ts';
import { addRecoveryToken, findRecoveryToken, removeRecoveryTokensOf } from './store.ts';
import type { RecoveryToken } from './types.ts';

type Services = Pick<Context, 'db' | 'clock'>;

const TOKEN_BYTES = 32;

const INVALID = { status: 'RECOVER_ACCOUNT_TOKEN_INVALID_ERROR' } as const;

export type CreateResult = { status: 'OK'; token: string } | { status: 'UNKNOWN_USER_ID_ERROR' };

/** Creates a token for registering a passkey for an existing user. Only its hash is stored. */
export function createRecoveryToken(
  { db, clock }: Services,
  tenant: Tenant,
  anyId: string,
  email: string,
): Promise<CreateResult> {
  const token = randomToken(TOKEN_BYTES);
  return db.write((tx) => {
    const userId = findOwnId(tx, tenant.appId, anyId);
    if (userId === null) return { status: 'UNKNOWN_USER_ID_ERROR' };
    const expiresAt = clock.now() + tenant.settings.webauthnRecoveryTokenLifetime;
    addRecoveryToken(tx, tenant, sha256Hex(token), { userId, email, expiresAt });
    return { status: 'OK', token };
  });
}

export type ShownUser = { status: 'OK'; user: User; recipeUserId: string | null } | typeof INVALID;

/** Finds the user of a token, without consuming it, and their passkey login method in the tenant. */
export const userOfRecoveryToken = (
  { db, clock }: Services,
  tenant: Tenant,
  token: string,
): Promise<ShownUser> =>
  db.read((tx) => {
    const found = findGoodToken(tx, tenant, token, clock.now());
    const user = found === null ? null : findUser(tx, tenant.appId, found.userId);
    if (user === null) return INVALID;
    const method = user.loginMethods.findLast(
      (one) => one.recipeId === 'webauthn' && one.tenantIds.includes(tenant.tenantId),
    );
    return { status: 'OK', user, recipeUserId: method?.recipeUserId ?? null };
  });

export type ConsumeResult = { status: 'OK'; userId: string; email: string } | typeof INVALID;

/** Consumes a token and deletes all others of the tenant and email. */
export const consumeRecoveryToken = (
  { db, clock }: Services,
  tenant: Tenant,
  token: string,
): Promise<ConsumeResult> =>
  db.write((tx) => {
    const found = findGoodToken(tx, tenant, token, clock.now());
    if (found === null) return INVALID;
    const { userId, email } = found;
    removeRecoveryTokensOf(tx, tenant, email);
    return { status: 'OK', userId: shownIdOf(tx, tenant.appId, userId), email };
  });

function findGoodToken(tx: Tx, tenant: Tenant, token: string, now: number): RecoveryToken | null {
  const found = findRecoveryToken(tx, tenant, sha256Hex(token));
  return found === null || found.expiresAt < now ? null : found;
}
