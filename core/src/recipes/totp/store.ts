import { deleteExpiredQuery } from '../../db/expiry.ts';
import { Query } from '../../db/query.ts';
import type { Tx } from '../../db/query.ts';
import type { Tenant } from '../multitenancy/types.ts';
import type { Attempt, Device, UsedCode } from './types.ts';

interface DeviceRow {
  device_name: string;
  secret: string;
  period: number;
  skew: number;
  verified: number;
}

type Place = Pick<Tenant, 'appId' | 'tenantId'>;

const devicesWhere = (condition: string) =>
  new Query<DeviceRow>(
    `SELECT device_name, secret, period, skew, verified FROM totp_devices
     WHERE app_id = ? AND user_id = ? AND ${condition} ORDER BY device_name`,
  );
const devicesOfUser = devicesWhere('true');
const deviceByName = devicesWhere('device_name = ?');
const upsertDevice = new Query(
  `INSERT INTO totp_devices (app_id, user_id, device_name, secret, period, skew, verified)
   VALUES (?, ?, ?, ?, ?, ?, ?)
   ON CONFLICT DO UPDATE SET secret = excluded.secret, period = excluded.period, skew = excluded.skew,
     verified = excluded.verified`,
);
const updateName = new Query(
  'UPDATE totp_devices SET device_name = ? WHERE app_id = ? AND user_id = ? AND device_name = ?',
);
const setVerified = new Query(
  'UPDATE totp_devices SET verified = 1 WHERE app_id = ? AND user_id = ? AND device_name = ?',
);
const deleteDevice = new Query(
  'DELETE FROM totp_devices WHERE app_id = ? AND user_id = ? AND device_name = ?',
);
const deleteDevicesOfUser = new Query('DELETE FROM totp_devices WHERE app_id = ? AND user_id = ?');

const latestCodes = new Query<{ is_right: number; created_at: number }>(
  `SELECT code IS NOT NULL AS is_right, created_at FROM totp_used_codes
   WHERE app_id = ? AND user_id = ? AND tenant_id = ? ORDER BY created_at DESC, rowid DESC LIMIT ?`,
);
const unexpiredCode = new Query(
  `SELECT 1 FROM totp_used_codes
   WHERE app_id = ? AND user_id = ? AND tenant_id = ? AND code = ? AND expires_at > ? LIMIT 1`,
);
const insertCode = new Query(
  `INSERT INTO totp_used_codes (app_id, user_id, tenant_id, code, created_at, expires_at, kept_until)
   VALUES (?, ?, ?, ?, ?, ?, ?)`,
);
const deleteCodesOfUser = new Query('DELETE FROM totp_used_codes WHERE app_id = ? AND user_id = ?');
const deleteCodesAtTenant = new Query(
  'DELETE FROM totp_used_codes WHERE app_id = ? AND user_id = ? AND tenant_id = ?',
);
const deleteExpiredCodes = deleteExpiredQuery('totp_used_codes', 'rowid', 'kept_until');

/** Lists devices, sorted by name. */
export const listDevices = (tx: Tx, appId: string, userId: string): Device[] =>
  devicesOfUser.all(tx, appId, userId).map(toDevice);

export function findDevice(tx: Tx, appId: string, userId: string, name: string): Device | null {
  const row = deviceByName.get(tx, appId, userId, name);
  return row === undefined ? null : toDevice(row);
}

/** Adds a device or replaces the one of the same name. */
export function putDevice(tx: Tx, appId: string, userId: string, device: Device): void {
  const { name, secret, period, skew, verified } = device;
  upsertDevice.run(tx, appId, userId, name, secret, period, skew, verified ? 1 : 0);
}

export function saveName(tx: Tx, appId: string, userId: string, name: string, newName: string): void {
  updateName.run(tx, newName, appId, userId, name);
}

export function markVerified(tx: Tx, appId: string, userId: string, name: string): void {
  setVerified.run(tx, appId, userId, name);
}

/** Returns false if there was none. */
export const removeDevice = (tx: Tx, appId: string, userId: string, name: string): boolean =>
  deleteDevice.run(tx, appId, userId, name) > 0;

/** Lists up to `count` attempts, latest first. May include expired ones that are not deleted yet. */
export const latestAttempts = (
  tx: Tx,
  { appId, tenantId }: Place,
  userId: string,
  count: number,
): Attempt[] =>
  latestCodes
    .all(tx, appId, userId, tenantId, count)
    .map((row) => ({ isRight: row.is_right === 1, createdAt: row.created_at }));

/** Whether a code was used in the tenant and may not be used again yet. */
export const isUsed = (
  tx: Tx,
  { appId, tenantId }: Place,
  userId: string,
  code: string,
  now: number,
): boolean => unexpiredCode.get(tx, appId, userId, tenantId, code, now) !== undefined;

/** `keptUntil` is the time in milliseconds after which the attempt no longer counts. */
export function addUsedCode(
  tx: Tx,
  { appId, tenantId }: Place,
  userId: string,
  { code, createdAt, expiresAt }: UsedCode,
  keptUntil: number,
): void {
  insertCode.run(tx, appId, userId, tenantId, code, createdAt, expiresAt, keptUntil);
}

/** Deletes the used codes of a user in all tenants. */
export function removeUsedCodes(tx: Tx, appId: string, userId: string): void {
  deleteCodesOfUser.run(tx, appId, userId);
}

/** Returns false if there was none. */
export const removeCodesAtTenant = (tx: Tx, appId: string, tenantId: string, userId: string): boolean =>
  deleteCodesAtTenant.run(tx, appId, userId, tenantId) > 0;

export function removeDevicesOf(tx: Tx, appId: string, userId: string): void {
  deleteDevicesOfUser.run(tx, appId, userId);
}

export const removeExpiredCodes = (tx: Tx, now: number, atMost: number): number =>
  deleteExpiredCodes.run(tx, now, atMost);

const toDevice = (row: DeviceRow): Device => ({
  name: row.device_name,
  secret: row.secret,
  period: row.period,
  skew: row.skew,
  verified: row.verified === 1,
});
