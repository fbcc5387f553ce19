import { badRequest } from '../../errors.ts';
import { field, later, optional, text } from '../../http/fields.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { normaliseEmail } from '../users/email.ts';
import { signIn, signUp, updateCredentials } from './emailpassword.ts';
import { consumeResetToken, createResetToken, userExists } from './passwordReset.ts';

const newPassword = field((value, name) => {
  const password = text.read(value, name);
  if (password === '') throw badRequest('Password cannot be an empty string');
  return password;
});

const postSignUp = defineRoute({
  method: 'POST',
  path: '/recipe/signup',
  scope: 'tenant',
  body: { email: text, password: newPassword },
  handle: ({ context, tenant, body }) => signUp(context, tenant, normaliseEmail(body.email), body.password),
});

const postSignIn = defineRoute({
  method: 'POST',
  path: '/recipe/signin',
  scope: 'tenant',
  body: { email: text, password: text },
  handle: ({ context, tenant, body }) => signIn(context, tenant, normaliseEmail(body.email), body.password),
});

const putUser = defineRoute({
  method: 'PUT',
  path: '/recipe/user',
  scope: 'app',
  body: { recipeUserId: text, email: optional(text), password: optional(text) },
  handle: ({ context, tenant, body }) => {
    if (body.email === undefined && body.password === undefined)
      throw badRequest('You have to provide either email or password.');
    const email = body.email === undefined ? undefined : normaliseEmail(body.email);
    return updateCredentials(context, tenant.appId, body.recipeUserId, { email, password: body.password });
  },
});

const postResetToken = defineRoute({
  method: 'POST',
  path: '/recipe/user/password/reset/token',
  scope: 'tenant',
  body: { userId: text, email: later(text) },
  handle: async ({ context, tenant, body }) => {
    if (!(await userExists(context, tenant.appId, body.userId))) return { status: 'UNKNOWN_USER_ID_ERROR' };
    return { status: 'OK', token: await createResetToken(context, tenant, body.userId, body.email()) };
  },
});

const postConsumeToken = defineRoute({
  method: 'POST',
  path: '/recipe/user/password/reset/token/consume',
  scope: 'tenant',
  body: { token: text },
  handle: ({ context, tenant, body }) => consumeResetToken(context, tenant, body.token),
});

export const emailpasswordRoutes: readonly Route[] = [
  postSignUp,
  postSignIn,
  putUser,
  postResetToken,
  postConsumeToken,
];
