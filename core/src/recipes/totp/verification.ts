import type { Context } from '../../context.ts';
import { isTotpCode } from '../../crypto/totp.ts';
import type { Tx } from '../../db/query.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { rateLimitAfter } from './rateLimit.ts';
import { addUsedCode, isUsed, latestAttempts, listDevices, markVerified } from './store.ts';
import type { Device } from './types.ts';

type Services = Pick<Context, 'db' | 'clock'>;

/** Longer codes are refused without counting, because the real core's column is too short for them. */
const MAX_CODE_LENGTH = 8;

interface Count {
  readonly currentNumberOfFailedAttempts: number;
  readonly maxNumberOfFailedAttempts: number;
}

type Attempted =
  | { status: 'OK' }
  | ({ status: 'INVALID_TOTP_ERROR' } & Count)
  | ({ status: 'LIMIT_REACHED_ERROR'; retryAfterMs: number } & Count);

export type VerifyResult = Attempted | { status: 'UNKNOWN_USER_ID_ERROR' };

/** Checks a code against all verified devices of a user. A right code cannot be used in the tenant again. */
export const verifyCode = (
  { db, clock }: Services,
  tenant: Tenant,
  userId: string,
  code: string,
): Promise<VerifyResult> =>
  db.write((tx) => {
    const devices = listDevices(tx, tenant.appId, userId);
    if (devices.length === 0) return { status: 'UNKNOWN_USER_ID_ERROR' };
    const verified = devices.filter((device) => device.verified);
    return attempt(tx, tenant, userId, verified, code, clock.now());
  });

export type VerifyDeviceResult =
  | { status: 'OK'; wasAlreadyVerified: boolean }
  | { status: 'UNKNOWN_DEVICE_ERROR' }
  | Exclude<Attempted, { status: 'OK' }>;

/** Verifies a device by one of its codes. For a verified device, any code succeeds and none is checked. */
export const verifyDevice = (
  { db, clock }: Services,
  tenant: Tenant,
  userId: string,
  name: string,
  code: string,
): Promise<VerifyDeviceResult> =>
  db.write((tx) => {
    const device = listDevices(tx, tenant.appId, userId).find((one) => one.name === name);
    if (device === undefined) return { status: 'UNKNOWN_DEVICE_ERROR' };
    if (device.verified) return { status: 'OK', wasAlreadyVerified: true };
    const result = attempt(tx, tenant, userId, [device], code, clock.now());
    if (result.status !== 'OK') return result;
    markVerified(tx, tenant.appId, userId, name);
    return { status: 'OK', wasAlreadyVerified: false };
  });

/** Checks a code unless the user is limited, and records the attempt. */
function attempt(
  tx: Tx,
  tenant: Tenant,
  userId: string,
  devices: readonly Device[],
  code: string,
  now: number,
): Attempted {
  const { totpMaxAttempts: maxAttempts, totpRateLimitCooldown: cooldown } = tenant.settings;
  const attempts = latestAttempts(tx, tenant, userId, maxAttempts);
  const standing = rateLimitAfter(attempts, { maxAttempts, cooldown }, now);
  const count = (failures: number): Count => ({
    currentNumberOfFailedAttempts: failures,
    maxNumberOfFailedAttempts: maxAttempts,
  });
  if (standing.isLimited)
    return {
      status: 'LIMIT_REACHED_ERROR',
      retryAfterMs: standing.retryAfter,
      ...count(standing.failures),
    };
  const invalid = { status: 'INVALID_TOTP_ERROR', ...count(standing.failures + 1) } as const;
  if (code.length > MAX_CODE_LENGTH) return invalid;

  const device = devices.find((one) => isTotpCode(one, code, now));
  const isRight = device !== undefined && !isUsed(tx, tenant, userId, code, now);
  const expiresAt = now + Math.max(0, ...(device === undefined ? devices : [device]).map(lifetimeOf));
  const used = { code: isRight ? code : null, createdAt: now, expiresAt };
  addUsedCode(tx, tenant, userId, used, expiresAt + cooldown);
  return isRight ? { status: 'OK' } : invalid;
}

/** Milliseconds for which a code is valid within the skew. */
const lifetimeOf = ({ period, skew }: Device): number => period * (2 * skew + 1) * 1000;
