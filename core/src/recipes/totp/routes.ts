import { isAtLeast } from '../../cdiVersions.ts';
import type { CdiVersion } from '../../cdiVersions.ts';
import { badRequest } from '../../errors.ts';
import { requireMfa } from '../../features.ts';
import { field, int, invalidField, optional, text } from '../../http/fields.ts';
import { requiredText } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { findTenantInScope } from '../../http/scope.ts';
import {
  createDevice,
  devicesOf,
  dropDevice,
  haveVerifiedDevice,
  importDevice,
  renameDevice,
} from './totp.ts';
import type { NewDevice } from './totp.ts';
import { verifyCode, verifyDevice } from './verification.ts';
import type { VerifyDeviceResult, VerifyResult } from './verification.ts';

/** Each period costs a hash. The real core has no limit and would compute hashes for hours. */
const MAX_SKEW = 1000;

const MAX_USER_IDS = 500;

function refuseEmpty(values: Readonly<Record<string, string | undefined>>): void {
  const empty = Object.keys(values).find((name) => values[name] === '');
  if (empty !== undefined) throw badRequest(`${empty} cannot be empty`);
}

function refuseOutOfBounds({ skew, period }: Pick<NewDevice, 'skew' | 'period'>): void {
  if (skew < 0) throw badRequest('skew must be >= 0');
  if (period <= 0) throw badRequest('period must be > 0');
  if (skew > MAX_SKEW) throw badRequest(`skew must be <= ${MAX_SKEW}`);
}

const postDevice = defineRoute({
  method: 'POST',
  path: '/recipe/totp/device',
  scope: 'app',
  body: { userId: text, deviceName: optional(text), skew: int, period: int },
  check: ({ body: { userId, deviceName, ...numbers } }) => {
    refuseEmpty({ userId, deviceName });
    refuseOutOfBounds(numbers);
  },
  handle: async ({ context, tenant, body: { userId, deviceName, ...numbers } }) => {
    requireMfa(context.features);
    const result = await createDevice(context, tenant.appId, userId, { name: deviceName, ...numbers });
    if (result.status !== 'OK') return result;
    const { name, secret } = result.device;
    return { status: 'OK', deviceName: name, secret };
  },
});

const postImport = defineRoute({
  method: 'POST',
  path: '/recipe/totp/device/import',
  scope: 'app',
  body: { userId: text, deviceName: optional(text), skew: int, period: int, secretKey: text },
  check: ({ body: { userId, deviceName, secretKey, ...numbers } }) => {
    refuseEmpty({ userId, deviceName, secretKey });
    refuseOutOfBounds(numbers);
  },
  handle: async ({ context, tenant, body: { userId, deviceName, secretKey, ...numbers } }) => {
    requireMfa(context.features);
    const device = { name: deviceName, ...numbers };
    const result = await importDevice(context, tenant.appId, userId, device, secretKey);
    return result.status === 'OK' ? { status: 'OK', deviceName: result.device.name } : result;
  },
});

const putDevice = defineRoute({
  method: 'PUT',
  path: '/recipe/totp/device',
  scope: 'app',
  body: { userId: text, existingDeviceName: text, newDeviceName: text },
  check: ({ body }) => {
    refuseEmpty(body);
  },
  handle: ({ context, tenant, body }) =>
    renameDevice(context, tenant.appId, body.userId, body.existingDeviceName, body.newDeviceName),
});

const getDevices = defineRoute({
  method: 'GET',
  path: '/recipe/totp/device/list',
  scope: 'app',
  query: { userId: requiredText },
  check: ({ query }) => {
    refuseEmpty(query);
  },
  handle: async ({ context, tenant, query }) => {
    const devices = await devicesOf(context, tenant.appId, query.userId);
    return {
      status: 'OK',
      devices: devices.map(({ name, period, skew, verified }) => ({ name, period, skew, verified })),
    };
  },
});

const postRemove = defineRoute({
  method: 'POST',
  path: '/recipe/totp/device/remove',
  scope: 'app',
  body: { userId: text, deviceName: text },
  check: ({ body }) => {
    refuseEmpty(body);
  },
  handle: async ({ context, tenant, body }) => ({
    status: 'OK',
    ...(await dropDevice(context, tenant.appId, body.userId, body.deviceName)),
  }),
});

/** Callers before CDI 5.0 do not get the number of attempts. */
function counted(result: VerifyResult | VerifyDeviceResult, cdiVersion: CdiVersion): object {
  if (isAtLeast(cdiVersion, '5.0') || !('currentNumberOfFailedAttempts' in result)) return result;
  const { status } = result;
  return status === 'LIMIT_REACHED_ERROR' ? { status, retryAfterMs: result.retryAfterMs } : { status };
}

const postVerifyDevice = defineRoute({
  method: 'POST',
  path: '/recipe/totp/device/verify',
  scope: 'tenant',
  body: { userId: text, deviceName: text, totp: text },
  check: ({ body: { userId, deviceName } }) => {
    refuseEmpty({ userId, deviceName });
  },
  handle: async ({ context, tenant, body, cdiVersion }) =>
    counted(await verifyDevice(context, tenant, body.userId, body.deviceName, body.totp), cdiVersion),
});

const postVerify = defineRoute({
  method: 'POST',
  path: '/recipe/totp/verify',
  scope: 'tenant',
  body: { userId: text, totp: text },
  check: ({ body: { userId } }) => {
    refuseEmpty({ userId });
  },
  handle: async ({ context, tenant, body, cdiVersion }) => {
    requireMfa(context.features);
    return counted(await verifyCode(context, tenant, body.userId, body.totp), cdiVersion);
  },
});

const userIds = field((value, name) => {
  if (!Array.isArray(value)) throw invalidField(name);
  if (value.length > MAX_USER_IDS)
    throw badRequest(`You can only query up to ${MAX_USER_IDS} users at a time.`);
  return value.map((one) => {
    if (typeof one !== 'string') throw badRequest(`${name} array must contain only strings`);
    return one;
  });
});

const postBulkStatus = defineRoute({
  method: 'POST',
  path: '/recipe/totp/device/status/bulk',
  scope: 'unchecked',
  body: { userIds },
  handle: async ({ body, ...caller }) => {
    // An empty list is allowed under any tenant.
    if (body.userIds.length === 0) return { status: 'OK', users: [] };
    const { appId } = findTenantInScope('app', caller);
    return { status: 'OK', users: await haveVerifiedDevice(caller.context, appId, body.userIds) };
  },
});

export const totpRoutes: readonly Route[] = [
  postDevice,
  postImport,
  putDevice,
  getDevices,
  postRemove,
  postVerifyDevice,
  postVerify,
  postBulkStatus,
];
