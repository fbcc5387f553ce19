import type { Context } from '../../context.ts';
import { newTotpSecret } from '../../crypto/totp.ts';
import type { Tx } from '../../db/query.ts';
import type { Lifecycle } from '../lifecycle.ts';
import {
  findDevice,
  listDevices,
  putDevice,
  removeCodesAtTenant,
  removeDevice,
  removeDevicesOf,
  removeExpiredCodes,
  removeUsedCodes,
  saveName,
} from './store.ts';
import type { Device } from './types.ts';

type Services = Pick<Context, 'db'>;

/** The parameters of a new device. Without a name it gets a generated one. */
export interface NewDevice extends Pick<Device, 'period' | 'skew'> {
  readonly name: string | undefined;
}

export type CreateResult = { status: 'OK'; device: Device } | { status: 'DEVICE_ALREADY_EXISTS_ERROR' };

/** Creates an unverified device with a random secret. */
export const createDevice = (
  context: Services,
  appId: string,
  userId: string,
  device: NewDevice,
): Promise<CreateResult> => addDevice(context, appId, userId, device, newTotpSecret(), false);

/** Imports a device with its secret, as verified. */
export const importDevice = (
  context: Services,
  appId: string,
  userId: string,
  device: NewDevice,
  secret: string,
): Promise<CreateResult> => addDevice(context, appId, userId, device, secret, true);

/** Adds a device. Replaces an unverified device of the same name. */
const addDevice = (
  { db }: Services,
  appId: string,
  userId: string,
  { name: wanted, period, skew }: NewDevice,
  secret: string,
  verified: boolean,
): Promise<CreateResult> =>
  db.write((tx) => {
    const name = wanted ?? freeName(tx, appId, userId);
    if (findDevice(tx, appId, userId, name)?.verified === true)
      return { status: 'DEVICE_ALREADY_EXISTS_ERROR' };
    const device = { name, secret, period, skew, verified };
    putDevice(tx, appId, userId, device);
    return { status: 'OK', device };
  });

/** Names are numbered from the count of verified devices, so numbers may be skipped. */
function freeName(tx: Tx, appId: string, userId: string): string {
  const taken = listDevices(tx, appId, userId).filter((device) => device.verified);
  const names = new Set(taken.map((device) => device.name));
  let number = taken.length;
  while (names.has(`TOTP Device ${number}`)) number += 1;
  return `TOTP Device ${number}`;
}

export type RenameResult =
  { status: 'OK' } | { status: 'UNKNOWN_DEVICE_ERROR' } | { status: 'DEVICE_ALREADY_EXISTS_ERROR' };

export const renameDevice = (
  { db }: Services,
  appId: string,
  userId: string,
  name: string,
  newName: string,
): Promise<RenameResult> =>
  db.write((tx) => {
    if (findDevice(tx, appId, userId, name) === null) return { status: 'UNKNOWN_DEVICE_ERROR' };
    if (newName !== name && findDevice(tx, appId, userId, newName) !== null)
      return { status: 'DEVICE_ALREADY_EXISTS_ERROR' };
    saveName(tx, appId, userId, name, newName);
    return { status: 'OK' };
  });

export const devicesOf = ({ db }: Services, appId: string, userId: string): Promise<Device[]> =>
  db.read((tx) => listDevices(tx, appId, userId));

/** Removes a device. With the user's last one, also their attempts, and thereby any limit. */
export const dropDevice = (
  { db }: Services,
  appId: string,
  userId: string,
  name: string,
): Promise<{ didDeviceExist: boolean }> =>
  db.write((tx) => {
    const didDeviceExist = removeDevice(tx, appId, userId, name);
    if (didDeviceExist && listDevices(tx, appId, userId).length === 0) removeUsedCodes(tx, appId, userId);
    return { didDeviceExist };
  });

/** Returns for each user whether they have a verified device; null for users without devices. */
export const haveVerifiedDevice = (
  { db }: Services,
  appId: string,
  userIds: readonly string[],
): Promise<{ userId: string; hasVerifiedDevice: boolean | null }[]> =>
  db.read((tx) =>
    userIds.map((userId) => {
      const devices = listDevices(tx, appId, userId);
      const hasVerifiedDevice = devices.length === 0 ? null : devices.some((device) => device.verified);
      return { userId, hasVerifiedDevice };
    }),
  );

export const totpLifecycle: Partial<Lifecycle> = {
  usesOf: (tx, appId, id) => (listDevices(tx, appId, id).length > 0 ? ['TOTP'] : []),
  userDataRemoved: (tx, appId, userId) => {
    removeDevicesOf(tx, appId, userId);
    removeUsedCodes(tx, appId, userId);
  },
  tenantLeft: removeCodesAtTenant,
  expiredRemoved: removeExpiredCodes,
};
