import type { Context } from '../../context.ts';
import { uuid } from '../../crypto/digest.ts';
import type { Tx } from '../../db/query.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Tenant } from '../multitenancy/types.ts';
import {
  hashOfDevice,
  hashOfLinkCode,
  linkCodeOf,
  newDeviceId,
  newLinkCodeSalt,
  newUserInputCode,
} from './secrets.ts';
import {
  addCode,
  addDevice,
  codesOf,
  findCode,
  findCodeByLinkCode,
  findDevice,
  findDevicesByEmail,
  findDevicesByPhoneNumber,
  removeCode,
  removeDevice,
  removeDevicesOfEmail,
  removeDevicesOfPhoneNumber,
  removeExpiredDevices,
  withCodes,
} from './store.ts';
import type { DeviceWithCodes } from './types.ts';

type Services = Pick<Context, 'db' | 'clock'>;

export interface NewCode {
  readonly codeId: string;
  readonly deviceIdHash: string;
  readonly deviceId: Buffer;
  readonly linkCode: Buffer;
  readonly userInputCode: string;
  readonly createdAt: number;
}

export type CreateResult =
  | { status: 'OK'; code: NewCode }
  | { status: 'RESTART_FLOW_ERROR' }
  | { status: 'USER_INPUT_CODE_ALREADY_USED_ERROR' };

/** The email or phone number to which codes are sent. */
export type Contact = { email: string } | { phoneNumber: string };

/** Creates a device with a code, which is random unless given. */
export function createDevice(
  { db, clock }: Services,
  tenant: Tenant,
  contact: Contact,
  userInputCode: string = newUserInputCode(),
): Promise<CreateResult> {
  const deviceId = newDeviceId();
  const linkCodeSalt = newLinkCodeSalt();
  const idHash = hashOfDevice(deviceId);
  return db.write((tx) => {
    addDevice(tx, tenant, { idHash, email: null, phoneNumber: null, linkCodeSalt, ...contact });
    return { status: 'OK', code: makeCode(tx, tenant, deviceId, linkCodeSalt, userInputCode, clock.now()) };
  });
}

/** Creates another code for a device. Its earlier codes stay valid. */
export function createCode(
  { db, clock }: Services,
  tenant: Tenant,
  deviceId: Buffer,
  userInputCode: string | undefined,
): Promise<CreateResult> {
  return db.write((tx) => {
    const device = findDevice(tx, tenant, hashOfDevice(deviceId));
    if (device === null) return { status: 'RESTART_FLOW_ERROR' };
    const isUsed = (code: string) =>
      findCodeByLinkCode(tx, tenant, hashOfLinkCode(linkCodeOf(deviceId, device.linkCodeSalt, code))) !==
      null;
    if (userInputCode !== undefined && isUsed(userInputCode))
      return { status: 'USER_INPUT_CODE_ALREADY_USED_ERROR' };
    let typed = userInputCode ?? newUserInputCode();
    while (isUsed(typed)) typed = newUserInputCode();
    return { status: 'OK', code: makeCode(tx, tenant, deviceId, device.linkCodeSalt, typed, clock.now()) };
  });
}

function makeCode(
  tx: Tx,
  tenant: Tenant,
  deviceId: Buffer,
  linkCodeSalt: string,
  userInputCode: string,
  createdAt: number,
): NewCode {
  const codeId = uuid();
  const deviceIdHash = hashOfDevice(deviceId);
  const linkCode = linkCodeOf(deviceId, linkCodeSalt, userInputCode);
  const code = { id: codeId, deviceIdHash, linkCodeHash: hashOfLinkCode(linkCode), createdAt };
  addCode(tx, tenant, code, createdAt + tenant.settings.passwordlessCodeLifetime);
  return { codeId, deviceIdHash, deviceId, linkCode, userInputCode, createdAt };
}

/** Finds the devices of a contact, or the device with a hash. */
export const devicesOf = (
  { db }: Pick<Context, 'db'>,
  tenant: Tenant,
  whose: Contact | { deviceIdHash: string },
): Promise<DeviceWithCodes[]> =>
  db.read((tx) => {
    if ('email' in whose)
      return findDevicesByEmail(tx, tenant, whose.email).map((one) => withCodes(tx, tenant, one));
    if ('phoneNumber' in whose)
      return findDevicesByPhoneNumber(tx, tenant, whose.phoneNumber).map((one) => withCodes(tx, tenant, one));
    const device = findDevice(tx, tenant, whose.deviceIdHash);
    return device === null ? [] : [withCodes(tx, tenant, device)];
  });

/** Revokes a code, and its device with the last one. */
export const revokeCode = ({ db }: Pick<Context, 'db'>, tenant: Tenant, codeId: string): Promise<void> =>
  db.write((tx) => {
    const code = findCode(tx, tenant, codeId);
    if (code === null) return;
    if (codesOf(tx, tenant, code.deviceIdHash).length === 1) removeDevice(tx, tenant, code.deviceIdHash);
    else removeCode(tx, tenant, codeId);
  });

export const revokeDevice = (
  { db }: Pick<Context, 'db'>,
  tenant: Tenant,
  deviceIdHash: string,
): Promise<void> =>
  db.write((tx) => {
    removeDevice(tx, tenant, deviceIdHash);
  });

export const revokeCodesOf = ({ db }: Pick<Context, 'db'>, tenant: Tenant, contact: Contact): Promise<void> =>
  db.write((tx) => {
    if ('email' in contact) removeDevicesOfEmail(tx, tenant, contact.email);
    else removeDevicesOfPhoneNumber(tx, tenant, contact.phoneNumber);
  });

export const passwordlessLifecycle: Partial<Lifecycle> = {
  loginMethodRemoved: (tx, appId, { recipeId, tenantIds, email, phoneNumber }) => {
    if (recipeId !== 'passwordless') return;
    for (const tenantId of tenantIds) {
      if (email !== null) removeDevicesOfEmail(tx, { appId, tenantId }, email);
      if (phoneNumber !== null) removeDevicesOfPhoneNumber(tx, { appId, tenantId }, phoneNumber);
    }
  },
  expiredRemoved: removeExpiredDevices,
};
