import type { Context } from '../../context.ts';
import { randomToken, sha256Hex } from '../../crypto/digest.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { findMappedId, markEmailVerified } from '../users/store.ts';
import {
  addToken,
  findToken,
  hasVerifications,
  hasVerified,
  moveVerifications,
  removeExpiredTokens,
  removeTokens,
  removeTokensAtTenant,
  removeVerificationsOf,
  removeVerifiedEmail,
} from './store.ts';

/** All data is stored under the user id that the app gives, which need not be one of the core's users. */
type Services = Pick<Context, 'db' | 'clock'>;

const TOKEN_BYTES = 64;

export type CreateResult = { status: 'OK'; token: string } | { status: 'EMAIL_ALREADY_VERIFIED_ERROR' };

/** Creates a token that proves access to the mailbox, valid in this tenant. Only its hash is stored. */
export function createVerificationToken(
  { db, clock }: Services,
  { appId, tenantId, settings }: Tenant,
  userId: string,
  email: string,
): Promise<CreateResult> {
  const token = randomToken(TOKEN_BYTES);
  const expiresAt = clock.now() + settings.emailVerificationTokenLifetime;
  return db.write((tx) => {
    if (hasVerified(tx, appId, userId, email)) return { status: 'EMAIL_ALREADY_VERIFIED_ERROR' };
    addToken(tx, appId, sha256Hex(token), { tenantId, userId, email, expiresAt });
    return { status: 'OK', token };
  });
}

export type VerifyResult =
  { status: 'OK'; userId: string; email: string } | { status: 'EMAIL_VERIFICATION_INVALID_TOKEN_ERROR' };

/** Deletes a token and the others of the same user and email, even if the token has expired. */
export function verifyEmail(
  { db, clock }: Services,
  { appId, tenantId }: Tenant,
  token: string,
): Promise<VerifyResult> {
  return db.write((tx) => {
    const found = findToken(tx, appId, tenantId, sha256Hex(token));
    if (found === null) return { status: 'EMAIL_VERIFICATION_INVALID_TOKEN_ERROR' };
    const { userId, email } = found;
    removeTokens(tx, appId, tenantId, userId, email);
    if (found.expiresAt < clock.now()) return { status: 'EMAIL_VERIFICATION_INVALID_TOKEN_ERROR' };
    markEmailVerified(tx, appId, userId, email);
    return { status: 'OK', userId, email };
  });
}

export const isEmailVerified = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  userId: string,
  email: string,
): Promise<boolean> => db.read((tx) => hasVerified(tx, appId, userId, email));

export const unverifyEmail = (
  { db }: Pick<Context, 'db'>,
  appId: string,
  userId: string,
  email: string,
): Promise<void> =>
  db.write((tx) => {
    removeVerifiedEmail(tx, appId, userId, email);
  });

export const revokeTokens = (
  { db }: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
  userId: string,
  email: string,
): Promise<void> =>
  db.write((tx) => {
    removeTokens(tx, appId, tenantId, userId, email);
  });

export const emailverificationLifecycle: Partial<Lifecycle> = {
  idRetired: (tx, appId, id) => {
    // Emails verified by providers and codes are stored under the core's own id, even if it is mapped to an
    // external id.
    if (findMappedId(tx, appId, id) === null) removeVerificationsOf(tx, appId, id);
  },
  usesOf: (tx, appId, id) => (hasVerifications(tx, appId, id) ? ['EmailVerification'] : []),
  idMapped: moveVerifications,
  userDataRemoved: removeVerificationsOf,
  tenantLeft: removeTokensAtTenant,
  expiredRemoved: removeExpiredTokens,
};
