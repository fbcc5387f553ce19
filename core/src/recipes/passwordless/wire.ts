import type { Tenant } from '../multitenancy/types.ts';
import type { NewCode } from './codes.ts';
import type { Device, DeviceWithCodes } from './types.ts';

export const codeToJson = (code: NewCode, { settings }: Tenant): object => ({
  status: 'OK',
  preAuthSessionId: code.deviceIdHash,
  codeId: code.codeId,
  deviceId: code.deviceId.toString('base64'),
  userInputCode: code.userInputCode,
  linkCode: code.linkCode.toString('base64url'),
  timeCreated: code.createdAt,
  codeLifetime: settings.passwordlessCodeLifetime,
});

export const consumedDeviceToJson = (device: Device): object => ({
  preAuthSessionId: device.idHash,
  failedCodeInputAttemptCount: device.failedAttempts,
  email: device.email ?? undefined,
  phoneNumber: device.phoneNumber ?? undefined,
});

export const deviceToJson = (device: DeviceWithCodes, { settings }: Tenant): object => ({
  ...consumedDeviceToJson(device),
  codes: device.codes.map((code) => ({
    codeId: code.id,
    timeCreated: code.createdAt,
    codeLifetime: settings.passwordlessCodeLifetime,
  })),
});
