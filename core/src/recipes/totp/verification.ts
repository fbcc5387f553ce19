import type { Context } from '../../context.ts';
import { isTotpCode } from '../../crypto/totp.ts';
import type { Tx } from '../../db/query.ts';
import type { Tenant } from '../multitenancy/types.ts';
import { standingAfter } from './rateLimit.ts';
import { addUsedCode, isUsed, latestAttempts, listDevices, markVerified } from './store.ts';
import type { Device } from './types.ts';

type Services = Pick<Context, 'db' | 'clock'>;

/** A longer code is refused unseen, and not counted: the real core has no room for it. */
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

/** Checks a code of any verified device of a user. A right one cannot be used in the tenant again. */
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

/** Verifies a device by a code of it. For one that is verified any code will do, and none is looked at. */
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

/** Tries a code, unless too many were wrong, and notes that it was tried. */
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
  const standing = standingAfter(attempts, { maxAttempts, cooldown }, now);
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

/** Milliseconds for which a code is good, from the first clock that shows it to the last. */
const lifetimeOf = ({ period, skew }: Device): number => period * (2 * skew + 1) * 1000;
