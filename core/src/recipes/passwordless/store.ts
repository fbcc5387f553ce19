import { deleteExpiredQuery } from '../../db/expiry.ts';
import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import type { Tenant } from '../multitenancy/types.ts';
import type { Code, Device, DeviceWithCodes } from './types.ts';

interface DeviceRow {
  device_id_hash: string;
  email: string | null;
  phone_number: string | null;
  link_code_salt: string;
  failed_attempts: number;
}

interface CodeRow {
  code_id: string;
  device_id_hash: string;
  link_code_hash: string;
  created_at: number;
}

type Place = Pick<Tenant, 'appId' | 'tenantId'>;

const devicesWhere = (condition: string) =>
  new Query<DeviceRow>(
    `SELECT device_id_hash, email, phone_number, link_code_salt, failed_attempts FROM passwordless_devices
     WHERE app_id = ? AND tenant_id = ? AND ${condition} ORDER BY rowid`,
  );
const codesWhere = (condition: string) =>
  new Query<CodeRow>(
    `SELECT code_id, device_id_hash, link_code_hash, created_at FROM passwordless_codes
     WHERE app_id = ? AND tenant_id = ? AND ${condition} ORDER BY rowid`,
  );
const deviceByHash = devicesWhere('device_id_hash = ?');
const devicesByEmail = devicesWhere('email = ?');
const devicesByPhoneNumber = devicesWhere('phone_number = ?');
const codeById = codesWhere('code_id = ?');
const codeByLinkCode = codesWhere('link_code_hash = ?');
const codesByDevice = codesWhere('device_id_hash = ?');

const insertDevice = new Query(
  `INSERT INTO passwordless_devices (app_id, tenant_id, device_id_hash, email, phone_number, link_code_salt,
     failed_attempts, expires_at) VALUES (?, ?, ?, ?, ?, ?, 0, 0)`,
);
const insertCode = new Query(
  `INSERT INTO passwordless_codes (app_id, tenant_id, code_id, device_id_hash, link_code_hash, created_at)
   VALUES (?, ?, ?, ?, ?, ?)`,
);
const keepDevice = new Query(
  `UPDATE passwordless_devices SET expires_at = max(expires_at, ?)
   WHERE app_id = ? AND tenant_id = ? AND device_id_hash = ?`,
);
const incrementFailedAttempts = new Query(
  `UPDATE passwordless_devices SET failed_attempts = failed_attempts + 1
   WHERE app_id = ? AND tenant_id = ? AND device_id_hash = ?`,
);
const deleteCode = new Query(
  'DELETE FROM passwordless_codes WHERE app_id = ? AND tenant_id = ? AND code_id = ?',
);
const deleteDevicesWhere = (condition: string) =>
  new Query(`DELETE FROM passwordless_devices WHERE app_id = ? AND tenant_id = ? AND ${condition}`);
const deleteDevice = deleteDevicesWhere('device_id_hash = ?');
const deleteDevicesByEmail = deleteDevicesWhere('email = ?');
const deleteDevicesByPhoneNumber = deleteDevicesWhere('phone_number = ?');
const deleteExpiredDevices = deleteExpiredQuery('passwordless_devices', 'rowid');

export const findDevice = (tx: Tx, { appId, tenantId }: Place, idHash: string): Device | null =>
  toDevices(deviceByHash.all(tx, appId, tenantId, idHash))[0] ?? null;

export const findDevicesByEmail = (tx: Tx, { appId, tenantId }: Place, email: string): Device[] =>
  toDevices(devicesByEmail.all(tx, appId, tenantId, email));

export const findDevicesByPhoneNumber = (tx: Tx, { appId, tenantId }: Place, number: string): Device[] =>
  toDevices(devicesByPhoneNumber.all(tx, appId, tenantId, number));

export const findCode = (tx: Tx, { appId, tenantId }: Place, codeId: string): Code | null =>
  toCodes(codeById.all(tx, appId, tenantId, codeId))[0] ?? null;

export const findCodeByLinkCode = (tx: Tx, { appId, tenantId }: Place, linkCodeHash: string): Code | null =>
  toCodes(codeByLinkCode.all(tx, appId, tenantId, linkCodeHash))[0] ?? null;

/** Oldest first. */
export const codesOf = (tx: Tx, { appId, tenantId }: Place, deviceIdHash: string): Code[] =>
  toCodes(codesByDevice.all(tx, appId, tenantId, deviceIdHash));

export const withCodes = (tx: Tx, place: Place, device: Device): DeviceWithCodes => ({
  ...device,
  codes: codesOf(tx, place, device.idHash),
});

export function addDevice(tx: Tx, { appId, tenantId }: Place, device: Omit<Device, 'failedAttempts'>): void {
  const { idHash, email, phoneNumber, linkCodeSalt } = device;
  insertDevice.run(tx, appId, tenantId, idHash, email, phoneNumber, linkCodeSalt);
}

/**
 * `expiresAt` is the time in milliseconds at which the device can be deleted, unless a later code extends it.
 */
export function addCode(tx: Tx, { appId, tenantId }: Place, code: Code, expiresAt: number): void {
  const { id, deviceIdHash, linkCodeHash, createdAt } = code;
  insertCode.run(tx, appId, tenantId, id, deviceIdHash, linkCodeHash, createdAt);
  keepDevice.run(tx, expiresAt, appId, tenantId, deviceIdHash);
}

export function countFailedAttempt(tx: Tx, { appId, tenantId }: Place, idHash: string): void {
  incrementFailedAttempts.run(tx, appId, tenantId, idHash);
}

export function removeCode(tx: Tx, { appId, tenantId }: Place, codeId: string): void {
  deleteCode.run(tx, appId, tenantId, codeId);
}

/** The codes of the device are deleted with it. */
export function removeDevice(tx: Tx, { appId, tenantId }: Place, idHash: string): void {
  deleteDevice.run(tx, appId, tenantId, idHash);
}

export function removeDevicesOfEmail(tx: Tx, { appId, tenantId }: Place, email: string): void {
  deleteDevicesByEmail.run(tx, appId, tenantId, email);
}

export function removeDevicesOfPhoneNumber(tx: Tx, { appId, tenantId }: Place, number: string): void {
  deleteDevicesByPhoneNumber.run(tx, appId, tenantId, number);
}

export const removeExpiredDevices = (tx: Tx, now: number, atMost: number): number =>
  deleteExpiredDevices.run(tx, now, atMost);

const toDevices = (rows: readonly DeviceRow[]): Device[] =>
  rows.map((row) => ({
    idHash: row.device_id_hash,
    email: row.email,
    phoneNumber: row.phone_number,
    linkCodeSalt: row.link_code_salt,
    failedAttempts: row.failed_attempts,
  }));

const toCodes = (rows: readonly CodeRow[]): Code[] =>
  rows.map((row) => ({
    id: row.code_id,
    deviceIdHash: row.device_id_hash,
    linkCodeHash: row.link_code_hash,
    createdAt: row.created_at,
  }));
