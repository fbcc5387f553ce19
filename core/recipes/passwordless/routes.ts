import { decodeBase64 } from '../../base64.ts';
import { badRequest } from '../../errors.ts';
import { field, later, nullable, optional, text } from '../../http/fields.ts';
import { maybe } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { tenantAt } from '../../http/scope.ts';
import { normaliseEmail } from '../users/email.ts';
import { normalisePhoneNumber } from '../users/phoneNumber.ts';
import type { User } from '../users/types.ts';
import { shownMethodId, userToJson } from '../users/wire.ts';
import { createCode, createDevice, devicesOf, revokeCode, revokeCodesOf, revokeDevice } from './codes.ts';
import type { Contact, CreateResult } from './codes.ts';
import { userOfEmail, userOfMethod } from '../users/lookup.ts';
import { userOfPhoneNumber } from './lookup.ts';
import { hashOfDevice } from './secrets.ts';
import { checkCode, consumeCode } from './signInUp.ts';
import type { Proof } from './signInUp.ts';
import { updateContact } from './update.ts';
import { codeToJson, consumedDeviceToJson, deviceToJson } from './wire.ts';

const RID = 'passwordless';

const email = field((value, name) => normaliseEmail(text.read(value, name)));

/** How many of several fields, of which one is wanted, are there. */
const givenOf = (values: readonly (string | null | undefined)[]): number =>
  values.filter((value) => value !== null && value !== undefined).length;

function decode(value: string, name: 'deviceId' | 'linkCode'): Buffer {
  const bytes = decodeBase64(value, name === 'linkCode' ? 'base64url' : 'base64');
  if (bytes === null) throw badRequest(`Input encoding error in ${name}`);
  return bytes;
}

/** Reads which contact is meant once it is known that there is one. */
const contactOf = async (address: string | null | undefined, phoneNumber: string): Promise<Contact> =>
  address == null ? { phoneNumber: await normalisePhoneNumber(phoneNumber) } : { email: address };

const postCode = defineRoute({
  method: 'POST',
  path: '/recipe/signinup/code',
  scope: 'tenant',
  body: {
    email: optional(email),
    phoneNumber: optional(text),
    deviceId: optional(text),
    userInputCode: later(optional(text)),
  },
  handle: async ({ context, tenant, body }) => {
    if (givenOf([body.email, body.phoneNumber, body.deviceId]) !== 1)
      throw badRequest('Please provide exactly one of email, phoneNumber or deviceId');
    const userInputCode = body.userInputCode();
    if (userInputCode === '') throw badRequest('userInputCode cannot be an empty string.');
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

const proofFields = {
  preAuthSessionId: text,
  linkCode: optional(later(text)),
  deviceId: optional(later(text)),
  userInputCode: optional(later(text)),
};

interface ProofBody {
  readonly linkCode: (() => string) | undefined;
  readonly deviceId: (() => string) | undefined;
  readonly userInputCode: (() => string) | undefined;
}

function proofOf({ linkCode, deviceId, userInputCode }: ProofBody): Proof {
  if (linkCode !== undefined && deviceId === undefined && userInputCode === undefined)
    return { linkCode: decode(linkCode(), 'linkCode') };
  if (linkCode !== undefined || deviceId === undefined || userInputCode === undefined)
    throw badRequest('Please provide exactly one of linkCode or deviceId+userInputCode');
  const [device, typed] = [deviceId(), userInputCode()];
  return { deviceId: decode(device, 'deviceId'), userInputCode: typed };
}

const mismatch = () => badRequest("preAuthSessionId and deviceId doesn't match");

const postConsume = defineRoute({
  method: 'POST',
  path: '/recipe/signinup/code/consume',
  scope: 'tenant',
  body: proofFields,
  handle: async ({ context, tenant, body }) => {
    const result = await consumeCode(context, tenant, body.preAuthSessionId, proofOf(body));
    if (result.status === 'DEVICE_MISMATCH') throw mismatch();
    if (result.status !== 'OK') return result;
    const { status, createdNewUser, user, recipeUserId, device } = result;
    return {
      status,
      createdNewUser,
      user: userToJson(user),
      recipeUserId: shownMethodId(user, recipeUserId),
      consumedDevice: consumedDeviceToJson(device),
    };
  },
});

const postCheck = defineRoute({
  method: 'POST',
  path: '/recipe/signinup/code/check',
  scope: 'tenant',
  body: proofFields,
  handle: async ({ context, tenant, body }) => {
    const result = await checkCode(context, tenant, body.preAuthSessionId, proofOf(body));
    if (result.status === 'DEVICE_MISMATCH') throw mismatch();
    return result.status === 'OK'
      ? { status: 'OK', consumedDevice: consumedDeviceToJson(result.device) }
      : result;
  },
});

const postRemoveCode = defineRoute({
  method: 'POST',
  path: '/recipe/signinup/code/remove',
  scope: 'tenant',
  body: { codeId: optional(text), preAuthSessionId: optional(text) },
  handle: async ({ context, tenant, body: { codeId, preAuthSessionId } }) => {
    if (codeId !== undefined && preAuthSessionId !== undefined)
      throw badRequest("Please provide only one of 'codeId' or 'preAuthSessionId'");
    if (codeId !== undefined) await revokeCode(context, tenant, codeId);
    else if (preAuthSessionId !== undefined) await revokeDevice(context, tenant, preAuthSessionId);
    else throw badRequest("Please provide either 'codeId' or 'preAuthSessionId'");
    return { status: 'OK' };
  },
});

const postRemoveCodes = defineRoute({
  method: 'POST',
  path: '/recipe/signinup/codes/remove',
  scope: 'tenant',
  body: { email: optional(email), phoneNumber: optional(text) },
  handle: async ({ context, tenant, body }) => {
    if (givenOf([body.email, body.phoneNumber]) !== 1)
      throw badRequest('Please provide exactly one of email or phoneNumber');
    await revokeCodesOf(context, tenant, await contactOf(body.email, body.phoneNumber ?? ''));
    return { status: 'OK' };
  },
});

const getCodes = defineRoute({
  method: 'GET',
  path: '/recipe/signinup/codes',
  scope: 'tenant',
  query: { email: maybe, phoneNumber: maybe, deviceId: maybe, preAuthSessionId: maybe },
  handle: async ({ context, tenant, query }) => {
    const { deviceId, preAuthSessionId, phoneNumber } = query;
    const address = query.email === null ? null : normaliseEmail(query.email);
    if (givenOf([address, phoneNumber, deviceId, preAuthSessionId]) !== 1)
      throw badRequest('Please provide exactly one of email, phoneNumber, deviceId or preAuthSessionId');
    const deviceIdHash = deviceId === null ? preAuthSessionId : hashOfDevice(decode(deviceId, 'deviceId'));
    const whose = deviceIdHash === null ? await contactOf(address, phoneNumber ?? '') : { deviceIdHash };
    const devices = await devicesOf(context, tenant, whose);
    return { status: 'OK', devices: devices.map((device) => deviceToJson(device, tenant)) };
  },
});

const putUser = defineRoute({
  method: 'PUT',
  path: '/recipe/user',
  rid: RID,
  scope: 'app',
  body: {
    recipeUserId: text,
    email: optional(nullable(email)),
    phoneNumber: optional(nullable(text)),
  },
  handle: async ({ context, tenant, body }) => {
    const phoneNumber =
      body.phoneNumber == null ? body.phoneNumber : await normalisePhoneNumber(body.phoneNumber);
    const update = { email: body.email, phoneNumber };
    const result = await updateContact(context, tenant.appId, body.recipeUserId, update);
    if (result.status === 'NO_CONTACT_LEFT')
      throw badRequest('You cannot clear both email and phone number of a user');
    return result;
  },
});

const found = (user: User | null, otherwise: string): object =>
  user === null ? { status: otherwise } : { status: 'OK', user: userToJson(user) };

/** Deprecated: finds the login method of an id as a user of its own, and by a contact the whole user. */
const getUser = defineRoute({
  method: 'GET',
  path: '/recipe/user',
  rid: RID,
  scope: 'unchecked',
  query: { userId: maybe, email: maybe, phoneNumber: maybe },
  handle: async ({ context, address, query }) => {
    if (givenOf([query.userId, query.email, query.phoneNumber]) !== 1)
      throw badRequest('Please provide exactly one of userId, email or phoneNumber');
    if (query.userId !== null) {
      const { appId } = tenantAt('app', address, context);
      return found(await userOfMethod(context, 'passwordless', appId, query.userId), 'UNKNOWN_USER_ID_ERROR');
    }
    const tenant = tenantAt('tenant', address, context);
    if (query.email !== null)
      return found(
        await userOfEmail(context, 'passwordless', tenant, normaliseEmail(query.email)),
        'UNKNOWN_EMAIL_ERROR',
      );
    const phoneNumber = await normalisePhoneNumber(query.phoneNumber ?? '');
    return found(await userOfPhoneNumber(context, tenant, phoneNumber), 'UNKNOWN_PHONE_NUMBER_ERROR');
  },
});

export const passwordlessRoutes: readonly Route[] = [
  postCode,
  postConsume,
  postCheck,
  postRemoveCode,
  postRemoveCodes,
  getCodes,
  putUser,
  getUser,
];
