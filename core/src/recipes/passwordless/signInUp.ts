import type { Context } from '../../context.ts';
import { uuid } from '../../crypto/digest.ts';
import type { Tx } from '../../db/query.ts';
import { markActive } from '../activeusers/activeusers.ts';
import type { Tenant } from '../multitenancy/types.ts';
import {
  addUser,
  findUser,
  markEmailVerified,
  methodWithEmail,
  methodWithPhoneNumber,
} from '../users/store.ts';
import type { LoginMethod, User } from '../users/types.ts';
import { withVerified } from '../users/user.ts';
import { hashOfDevice, hashOfLinkCode, linkCodeOf } from './secrets.ts';
import {
  countFailedAttempt,
  findCodeByLinkCode,
  findDevice,
  removeDevice,
  removeDevicesOfEmail,
  removeDevicesOfPhoneNumber,
} from './store.ts';
import type { Device } from './types.ts';

type Services = Pick<Context, 'db' | 'clock'>;

/** Proof that the user received a message: the link code in it, or the device id with the entered code. */
export type Proof = { linkCode: Buffer } | { deviceId: Buffer; userInputCode: string };

type CodeRefusal =
  | { status: 'RESTART_FLOW_ERROR' }
  | { status: 'DEVICE_MISMATCH' }
  | {
      status: 'EXPIRED_USER_INPUT_CODE_ERROR' | 'INCORRECT_USER_INPUT_CODE_ERROR';
      failedCodeInputAttemptCount: number;
      maximumCodeInputAttempts: number;
    };

export type CheckResult = { status: 'OK'; device: Device } | CodeRefusal;

/** Checks a code without consuming it. A wrong one counts as an attempt. */
export const checkCode = (
  { db, clock }: Services,
  tenant: Tenant,
  deviceIdHash: string,
  proof: Proof,
): Promise<CheckResult> => db.write((tx) => check(tx, tenant, deviceIdHash, proof, clock.now()));

function check(tx: Tx, tenant: Tenant, deviceIdHash: string, proof: Proof, now: number): CheckResult {
  const { passwordlessCodeLifetime, passwordlessMaxCodeInputAttempts: max } = tenant.settings;
  const claim = claimOf(tx, tenant, proof);
  if (claim === null) return { status: 'RESTART_FLOW_ERROR' };
  const code = findCodeByLinkCode(tx, tenant, claim.linkCodeHash);
  const isGood = code !== null && code.createdAt >= now - passwordlessCodeLifetime;
  const isTyped = 'deviceId' in proof;
  if (!isTyped && !isGood) return { status: 'RESTART_FLOW_ERROR' };
  const { device } = claim;
  if (device.idHash !== deviceIdHash.replaceAll('=', '')) return { status: 'DEVICE_MISMATCH' };

  const attempts = device.failedAttempts + (isGood ? 0 : 1);
  // The setting may have been lowered since the last attempt.
  if (device.failedAttempts >= max || (!isGood && attempts >= max)) {
    removeDevice(tx, tenant, device.idHash);
    return { status: 'RESTART_FLOW_ERROR' };
  }
  if (isGood) return { status: 'OK', device };
  countFailedAttempt(tx, tenant, device.idHash);
  return {
    status: code === null ? 'INCORRECT_USER_INPUT_CODE_ERROR' : 'EXPIRED_USER_INPUT_CODE_ERROR',
    failedCodeInputAttemptCount: attempts,
    maximumCodeInputAttempts: max,
  };
}

/** Finds the device of a proof and the hash of its link code. Returns null if there is no such device. */
function claimOf(tx: Tx, tenant: Tenant, proof: Proof): { device: Device; linkCodeHash: string } | null {
  if ('deviceId' in proof) {
    const device = findDevice(tx, tenant, hashOfDevice(proof.deviceId));
    if (device === null) return null;
    const linkCode = linkCodeOf(proof.deviceId, device.linkCodeSalt, proof.userInputCode);
    return { device, linkCodeHash: hashOfLinkCode(linkCode) };
  }
  const linkCodeHash = hashOfLinkCode(proof.linkCode);
  const code = findCodeByLinkCode(tx, tenant, linkCodeHash);
  const device = code === null ? null : findDevice(tx, tenant, code.deviceIdHash);
  return device === null ? null : { device, linkCodeHash };
}

export type ConsumeResult =
  { status: 'OK'; createdNewUser: boolean; user: User; recipeUserId: string; device: Device } | CodeRefusal;

/**
 * Consumes a code, deletes all others of the same contact, and signs the user in or up. Marks the email as
 * verified.
 */
export function consumeCode(
  { db, clock }: Services,
  tenant: Tenant,
  deviceIdHash: string,
  proof: Proof,
  vouches: boolean,
): Promise<ConsumeResult> {
  return db.write((tx) => {
    const now = clock.now();
    const checked = check(tx, tenant, deviceIdHash, proof, now);
    if (checked.status !== 'OK') return checked;
    const { device } = checked;
    const known = methodOf(tx, tenant, device);
    const methodId = known ?? signUp(tx, tenant, device, now);
    const isVerified = vouches && device.email !== null;
    if (isVerified) markEmailVerified(tx, tenant.appId, methodId, device.email);

    const user = findUser(tx, tenant.appId, methodId);
    const method = user?.loginMethods.find((one) => one.recipeUserId === methodId);
    if (user === null || method === undefined) throw new Error('the signed-in user does not exist');
    removeCodesOf(tx, tenant, device);
    removeCodesOf(tx, tenant, method);
    markActive(tx, tenant.appId, user.id, now);
    return {
      status: 'OK',
      createdNewUser: known === null,
      user: isVerified ? withVerified(user, methodId) : user,
      recipeUserId: firstMethodOf(user, device)?.recipeUserId ?? methodId,
      device,
    };
  });
}

const methodOf = (tx: Tx, { appId, tenantId }: Tenant, { email, phoneNumber }: Device): string | null =>
  email === null
    ? methodWithPhoneNumber(tx, appId, tenantId, phoneNumber ?? '')
    : methodWithEmail(tx, appId, tenantId, 'passwordless', email);

function signUp(tx: Tx, { appId, tenantId }: Tenant, { email, phoneNumber }: Device, now: number): string {
  const userId = uuid();
  addUser(tx, appId, {
    userId,
    tenantId,
    recipeId: 'passwordless',
    timeJoined: now,
    ...(email === null ? {} : { email }),
    ...(phoneNumber === null ? {} : { phoneNumber }),
  });
  return userId;
}

function removeCodesOf(tx: Tx, tenant: Tenant, { email, phoneNumber }: Device | LoginMethod): void {
  if (email !== null) removeDevicesOfEmail(tx, tenant, email);
  if (phoneNumber !== null) removeDevicesOfPhoneNumber(tx, tenant, phoneNumber);
}

/** The login method that the real core reports: the first with this contact, whatever its tenant. */
const firstMethodOf = ({ loginMethods }: User, { email, phoneNumber }: Device): LoginMethod | undefined =>
  loginMethods.find(
    (one) =>
      one.recipeId === 'passwordless' &&
      (email === null || one.email === email) &&
      (phoneNumber === null || one.phoneNumber === phoneNumber),
  );
