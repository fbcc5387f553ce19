import { badRequest } from '../../errors.ts';
import { flag, optional, text } from '../../http/fields.ts';
import { requiredText, optionalText } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { usersByAccountInfo } from './accountInfo.ts';
import { normaliseEmail } from './email.ts';
import { normalisePhoneNumber } from './phoneNumber.ts';
import { removeUser } from './removal.ts';
import { getUser } from './users.ts';
import { userToJson } from './wire.ts';

const userById = defineRoute({
  method: 'GET',
  path: '/user/id',
  scope: 'app',
  query: { userId: requiredText },
  handle: async ({ context, tenant, query, cdiVersion }) => {
    const user = await getUser(context, tenant.appId, query.userId);
    return user === null
      ? { status: 'UNKNOWN_USER_ID_ERROR' }
      : { status: 'OK', user: userToJson(user, cdiVersion) };
  },
});

const byAccountInfo = defineRoute({
  method: 'GET',
  path: '/users/by-accountinfo',
  scope: 'tenant',
  query: {
    email: optionalText,
    phoneNumber: optionalText,
    thirdPartyId: optionalText,
    thirdPartyUserId: optionalText,
    webauthnCredentialId: optionalText,
    doUnionOfAccountInfo: requiredText,
  },
  check: ({ query: { thirdPartyId, thirdPartyUserId, doUnionOfAccountInfo } }) => {
    if (doUnionOfAccountInfo !== 'true' && doUnionOfAccountInfo !== 'false')
      throw badRequest("'doUnionOfAccountInfo' should be either 'true' or 'false'");
    if ((thirdPartyId === null) !== (thirdPartyUserId === null))
      throw badRequest(
        "If 'thirdPartyId' is provided, 'thirdPartyUserId' must also be provided, and vice versa",
      );
  },
  handle: async ({ context, tenant, query, cdiVersion }) => {
    const { email, phoneNumber, thirdPartyId, thirdPartyUserId, doUnionOfAccountInfo } = query;
    const wanted = {
      email: email === null ? null : normaliseEmail(email),
      phoneNumber: phoneNumber === null ? null : await normalisePhoneNumber(phoneNumber),
      thirdParty:
        thirdPartyId === null || thirdPartyUserId === null
          ? null
          : { id: thirdPartyId, userId: thirdPartyUserId },
      credentialId: query.webauthnCredentialId,
    };
    const users = await usersByAccountInfo(context, tenant, wanted, doUnionOfAccountInfo === 'true');
    return { status: 'OK', users: users.map((user) => userToJson(user, cdiVersion)) };
  },
});

const remove = defineRoute({
  method: 'POST',
  path: '/user/remove',
  scope: 'app',
  refusesTenantFirst: true,
  body: { userId: text, removeAllLinkedAccounts: optional(flag) },
  handle: async ({ context, tenant, body }) => {
    await removeUser(context, tenant.appId, body.userId, body.removeAllLinkedAccounts ?? true);
    return { status: 'OK' };
  },
});

export const userRoutes: readonly Route[] = [userById, byAccountInfo, remove];
