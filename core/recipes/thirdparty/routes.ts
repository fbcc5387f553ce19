import { badRequest } from '../../errors.ts';
import { field, flag, object, readBody, text } from '../../http/fields.ts';
import { given, maybe } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { tenantAt } from '../../http/scope.ts';
import { normaliseEmail } from '../users/email.ts';
import { shownMethodId, userToJson } from '../users/wire.ts';
import { userOfMethod, usersOfEmail } from '../users/lookup.ts';
import { userOfThirdParty } from './lookup.ts';
import { signInUp } from './thirdparty.ts';

const emailOfProvider = field((value, name) =>
  readBody({ id: text, isVerified: flag }, object.read(value, name)),
);

const postSignInUp = defineRoute({
  method: 'POST',
  path: '/recipe/signinup',
  scope: 'tenant',
  body: { thirdPartyId: text, thirdPartyUserId: text, email: emailOfProvider },
  handle: async ({ context, tenant, body }) => {
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
      user: userToJson(user),
      recipeUserId: shownMethodId(user, recipeUserId),
    };
  },
});

/** Deprecated, but still answered by the real core: one user, by id (of the app) or by identity (of a tenant). */
const getUser = defineRoute({
  method: 'GET',
  path: '/recipe/user',
  rid: 'thirdparty',
  scope: 'unchecked',
  query: { userId: maybe, thirdPartyId: maybe, thirdPartyUserId: maybe },
  handle: async ({ context, address, query }) => {
    const { userId, thirdPartyId, thirdPartyUserId } = query;
    if (userId !== null && (thirdPartyId !== null || thirdPartyUserId !== null))
      throw badRequest('Please provide only one of userId or (thirdPartyId & thirdPartyUserId)');
    if (userId !== null) {
      const user = await userOfMethod(context, 'thirdparty', tenantAt('app', address, context).appId, userId);
      return user === null ? { status: 'UNKNOWN_USER_ID_ERROR' } : { status: 'OK', user: userToJson(user) };
    }
    if (thirdPartyId === null || thirdPartyUserId === null)
      throw badRequest('Please provide one of userId or (thirdPartyId & thirdPartyUserId)');
    const tenant = tenantAt('tenant', address, context);
    const user = await userOfThirdParty(context, tenant, { id: thirdPartyId, userId: thirdPartyUserId });
    return user === null
      ? { status: 'UNKNOWN_THIRD_PARTY_USER_ERROR' }
      : { status: 'OK', user: userToJson(user) };
  },
});

/** Deprecated as well. */
const getByEmail = defineRoute({
  method: 'GET',
  path: '/recipe/users/by-email',
  scope: 'tenant',
  query: { email: given },
  handle: async ({ context, tenant, query }) => {
    const users = await usersOfEmail(context, 'thirdparty', tenant, normaliseEmail(query.email));
    return { status: 'OK', users: users.map((user) => userToJson(user)) };
  },
});

export const thirdpartyRoutes: readonly Route[] = [postSignInUp, getUser, getByEmail];
