import { isAtLeast } from '../../cdiVersions.ts';
import { badRequest } from '../../errors.ts';
import { field, flag, object, readBody, text } from '../../http/fields.ts';
import { requiredText, optionalText } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { findTenantInScope } from '../../http/scope.ts';
import { checkIsEnabled } from '../multitenancy/enabled.ts';
import { normaliseEmail } from '../users/email.ts';
import { foundToJson, usedMethodToJson, userOfRecipeToJson } from '../users/wire.ts';
import { userOfMethod, usersOfEmail } from '../users/lookup.ts';
import { userOfThirdParty } from './lookup.ts';
import { signInUp } from './thirdparty.ts';

/** From CDI 2.8 until 4.0 callers do not send whether the email is verified. */
const isVerified = field<boolean>((value, name, _, version) =>
  version === undefined || version === '2.7' || isAtLeast(version, '4.0') ? flag.read(value, name) : false,
);

const emailOfProvider = field((value, name, _, version) =>
  readBody({ id: text, isVerified }, object.read(value, name), version),
);

const postSignInUp = defineRoute({
  method: 'POST',
  path: '/recipe/signinup',
  scope: 'tenant',
  body: { thirdPartyId: text, thirdPartyUserId: text, email: emailOfProvider },
  handle: async ({ context, tenant, body, cdiVersion }) => {
    if (cdiVersion !== '2.7') checkIsEnabled(tenant, 'thirdParty', cdiVersion);
    const result = await signInUp(context, tenant, {
      thirdParty: { id: body.thirdPartyId, userId: body.thirdPartyUserId },
      email: normaliseEmail(body.email.id),
      isVerified: body.email.isVerified,
    });
    if (result.status !== 'OK') return result;
    const { status, createdNewUser, user, recipeUserId } = result;
    return {
      status,
      createdNewUser,
      user: userOfRecipeToJson(user, cdiVersion),
      ...usedMethodToJson(user, recipeUserId, cdiVersion),
    };
  },
});

/** Deprecated. Finds a user by id (in the app) or by third-party id (in a tenant). */
const getUser = defineRoute({
  method: 'GET',
  path: '/recipe/user',
  rid: 'thirdparty',
  scope: 'unchecked',
  query: { userId: optionalText, thirdPartyId: optionalText, thirdPartyUserId: optionalText },
  handle: async ({ query: { userId, thirdPartyId, thirdPartyUserId }, ...caller }) => {
    const { context, cdiVersion } = caller;
    if (userId !== null && (thirdPartyId !== null || thirdPartyUserId !== null))
      throw badRequest('Please provide only one of userId or (thirdPartyId & thirdPartyUserId)');
    if (userId !== null) {
      const user = await userOfMethod(context, 'thirdparty', findTenantInScope('app', caller).appId, userId);
      return foundToJson(user, 'UNKNOWN_USER_ID_ERROR', cdiVersion);
    }
    if (thirdPartyId === null || thirdPartyUserId === null)
      throw badRequest('Please provide one of userId or (thirdPartyId & thirdPartyUserId)');
    const thirdParty = { id: thirdPartyId, userId: thirdPartyUserId };
    const user = await userOfThirdParty(context, findTenantInScope('tenant', caller), thirdParty);
    return foundToJson(user, 'UNKNOWN_THIRD_PARTY_USER_ERROR', cdiVersion);
  },
});

/** Deprecated. */
const getByEmail = defineRoute({
  method: 'GET',
  path: '/recipe/users/by-email',
  scope: 'tenant',
  findsTenant: 'before-fields',
  query: { email: requiredText },
  handle: async ({ context, tenant, query, cdiVersion }) => {
    const users = await usersOfEmail(context, 'thirdparty', tenant, normaliseEmail(query.email));
    return { status: 'OK', users: users.map((user) => userOfRecipeToJson(user, cdiVersion)) };
  },
});

export const thirdpartyRoutes: readonly Route[] = [postSignInUp, getUser, getByEmail];
