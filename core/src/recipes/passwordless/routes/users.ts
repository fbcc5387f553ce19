import { badRequest } from '../../../errors.ts';
import { email } from '../../../http/emailFields.ts';
import { nullable, optional, renamedSince, text } from '../../../http/fields.ts';
import { optionalText } from '../../../http/params.ts';
import { defineRoute } from '../../../http/route.ts';
import type { Route } from '../../../http/route.ts';
import { findTenantInScope } from '../../../http/scope.ts';
import { normaliseEmail } from '../../users/email.ts';
import { normalisePhoneNumber } from '../../users/phoneNumber.ts';
import { foundToJson } from '../../users/wire.ts';
import { userOfEmail, userOfMethod } from '../../users/lookup.ts';
import { userOfPhoneNumber } from '../lookup.ts';
import { updateContact } from '../update.ts';
import { givenOf } from './fields.ts';

const RID = 'passwordless';

const putUser = defineRoute({
  method: 'PUT',
  path: '/recipe/user',
  rid: RID,
  scope: 'app',
  body: {
    recipeUserId: renamedSince('4.0', 'userId', text),
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

/** Deprecated. By id, returns the login method as a separate user; by contact, the whole user. */
const getUser = defineRoute({
  method: 'GET',
  path: '/recipe/user',
  rid: RID,
  scope: 'unchecked',
  query: { userId: optionalText, email: optionalText, phoneNumber: optionalText },
  check: ({ query }) => {
    if (givenOf(Object.values(query)) !== 1)
      throw badRequest('Please provide exactly one of userId, email or phoneNumber');
  },
  handle: async ({ query, ...caller }) => {
    const { context, cdiVersion } = caller;
    if (query.userId !== null) {
      const user = await userOfMethod(context, RID, findTenantInScope('app', caller).appId, query.userId);
      return foundToJson(user, 'UNKNOWN_USER_ID_ERROR', cdiVersion);
    }
    const tenant = findTenantInScope('tenant', caller);
    if (query.email !== null) {
      const user = await userOfEmail(context, RID, tenant, normaliseEmail(query.email));
      return foundToJson(user, 'UNKNOWN_EMAIL_ERROR', cdiVersion);
    }
    const phoneNumber = await normalisePhoneNumber(query.phoneNumber ?? '');
    const user = await userOfPhoneNumber(context, tenant, phoneNumber);
    return foundToJson(user, 'UNKNOWN_PHONE_NUMBER_ERROR', cdiVersion);
  },
});

export const userRoutes: readonly Route[] = [putUser, getUser];
