import { email } from '../../../http/emailFields.ts';
import { text } from '../../../http/fields.ts';
import { requiredText } from '../../../http/params.ts';
import { defineRoute } from '../../../http/route.ts';
import type { Route } from '../../../http/route.ts';
import { shownMethodId, userToJson } from '../../users/wire.ts';
import { changeEmail } from '../changeEmail.ts';
import { consumeRecoveryToken, createRecoveryToken, userOfRecoveryToken } from '../recovery.ts';

const postRecoveryToken = defineRoute({
  method: 'POST',
  path: '/recipe/webauthn/user/recover/token',
  scope: 'tenant',
  body: { email, userId: text },
  handle: ({ context, tenant, body }) => createRecoveryToken(context, tenant, body.userId, body.email),
});

const getRecovery = defineRoute({
  method: 'GET',
  path: '/recipe/webauthn/user/recover',
  scope: 'tenant',
  query: { token: requiredText },
  handle: async ({ context, tenant, query, cdiVersion }) => {
    const result = await userOfRecoveryToken(context, tenant, query.token);
    if (result.status !== 'OK') return result;
    const { status, user, recipeUserId } = result;
    const shownId = recipeUserId === null ? null : shownMethodId(user, recipeUserId);
    return { status, recipeUserId: shownId, user: userToJson(user, cdiVersion) };
  },
});

const postConsumption = defineRoute({
  method: 'POST',
  path: '/recipe/webauthn/user/recover/token/consume',
  scope: 'tenant',
  findsTenant: 'before-body',
  body: { token: text },
  handle: ({ context, tenant, body }) => consumeRecoveryToken(context, tenant, body.token),
});

const putEmail = defineRoute({
  method: 'PUT',
  path: '/recipe/webauthn/user/email',
  scope: 'tenant',
  findsTenant: 'before-body',
  body: { recipeUserId: text, email: text },
  handle: ({ context, tenant, body }) => changeEmail(context, tenant.appId, body.recipeUserId, body.email),
});

export const accountRoutes: readonly Route[] = [postRecoveryToken, getRecovery, postConsumption, putEmail];
