import { badRequest } from '../../../errors.ts';
import { email } from '../../../http/emailFields.ts';
import { deferred, optional, optionalSince, since, text } from '../../../http/fields.ts';
import { optionalText } from '../../../http/params.ts';
import { defineRoute } from '../../../http/route.ts';
import type { Route } from '../../../http/route.ts';
import { checkIsEnabled } from '../../multitenancy/enabled.ts';
import { normaliseEmail } from '../../users/email.ts';
import { createCode, createDevice, devicesOf, revokeCode, revokeCodesOf, revokeDevice } from '../codes.ts';
import type { CreateResult } from '../codes.ts';
import { hashOfDevice } from '../secrets.ts';
import { codeToJson, deviceToJson } from '../wire.ts';
import { givenOf, decode, contactOf } from './fields.ts';

const postCode = defineRoute({
  method: 'POST',
  path: '/recipe/signinup/code',
  scope: 'tenant',
  body: {
    email: optional(email),
    phoneNumber: optional(text),
    deviceId: optional(text),
    userInputCode: deferred(optional(text)),
  },
  check: ({ body }) => {
    if (givenOf([body.email, body.phoneNumber, body.deviceId]) !== 1)
      throw badRequest('Please provide exactly one of email, phoneNumber or deviceId');
    if (body.userInputCode() === '') throw badRequest('userInputCode cannot be an empty string.');
  },
  handle: async ({ context, tenant, body, cdiVersion }) => {
    checkIsEnabled(tenant, 'passwordless', cdiVersion);
    const userInputCode = body.userInputCode();
    const result: CreateResult =
      body.deviceId === undefined
        ? await createDevice(
            context,
            tenant,
            await contactOf(body.email, body.phoneNumber ?? ''),
            userInputCode,
          )
        : await createCode(context, tenant, decode(body.deviceId, 'deviceId'), userInputCode);
    return result.status === 'OK' ? codeToJson(result.code, tenant) : result;
  },
});

const postRemoveCode = defineRoute({
  method: 'POST',
  path: '/recipe/signinup/code/remove',
  scope: 'tenant',
  body: { codeId: optionalSince('5.0', text), preAuthSessionId: since('5.0', optional(text)) },
  check: ({ body: { codeId, preAuthSessionId } }) => {
    if (codeId === undefined && preAuthSessionId === undefined)
      throw badRequest("Please provide either 'codeId' or 'preAuthSessionId'");
    if (codeId !== undefined && preAuthSessionId !== undefined)
      throw badRequest("Please provide only one of 'codeId' or 'preAuthSessionId'");
  },
  handle: async ({ context, tenant, body: { codeId, preAuthSessionId } }) => {
    if (codeId !== undefined) await revokeCode(context, tenant, codeId);
    if (preAuthSessionId !== undefined) await revokeDevice(context, tenant, preAuthSessionId);
    return { status: 'OK' };
  },
});

const postRemoveCodes = defineRoute({
  method: 'POST',
  path: '/recipe/signinup/codes/remove',
  scope: 'tenant',
  body: { email: optional(email), phoneNumber: optional(text) },
  check: ({ body }) => {
    if (givenOf([body.email, body.phoneNumber]) !== 1)
      throw badRequest('Please provide exactly one of email or phoneNumber');
  },
  handle: async ({ context, tenant, body }) => {
    await revokeCodesOf(context, tenant, await contactOf(body.email, body.phoneNumber ?? ''));
    return { status: 'OK' };
  },
});

const getCodes = defineRoute({
  method: 'GET',
  path: '/recipe/signinup/codes',
  scope: 'tenant',
  query: {
    email: optionalText,
    phoneNumber: optionalText,
    deviceId: optionalText,
    preAuthSessionId: optionalText,
  },
  check: ({ query }) => {
    if (givenOf(Object.values(query)) !== 1)
      throw badRequest('Please provide exactly one of email, phoneNumber, deviceId or preAuthSessionId');
  },
  handle: async ({ context, tenant, query }) => {
    const { deviceId, preAuthSessionId, phoneNumber } = query;
    const address = query.email === null ? null : normaliseEmail(query.email);
    const deviceIdHash = deviceId === null ? preAuthSessionId : hashOfDevice(decode(deviceId, 'deviceId'));
    const whose = deviceIdHash === null ? await contactOf(address, phoneNumber ?? '') : { deviceIdHash };
    const devices = await devicesOf(context, tenant, whose);
    return { status: 'OK', devices: devices.map((device) => deviceToJson(device, tenant)) };
  },
});

export const codeRoutes: readonly Route[] = [postCode, postRemoveCode, postRemoveCodes, getCodes];
