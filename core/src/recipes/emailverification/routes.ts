import { badRequest } from '../../errors.ts';
import { email } from '../../http/emailFields.ts';
import { text } from '../../http/fields.ts';
import { requiredText } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import {
  createVerificationToken,
  isEmailVerified,
  revokeTokens,
  unverifyEmail,
  verifyEmail,
} from './emailverification.ts';

const postToken = defineRoute({
  method: 'POST',
  path: '/recipe/user/email/verify/token',
  scope: 'tenant',
  body: { userId: text, email },
  handle: ({ context, tenant, body }) => createVerificationToken(context, tenant, body.userId, body.email),
});

const postVerify = defineRoute({
  method: 'POST',
  path: '/recipe/user/email/verify',
  scope: 'tenant',
  body: { method: text, token: text },
  check: ({ body }) => {
    if (body.method !== 'token') throw badRequest('Unsupported method for email verification');
  },
  handle: ({ context, tenant, body }) => verifyEmail(context, tenant, body.token),
});

/** The email is not normalised here: a different spelling is not verified. */
const getVerify = defineRoute({
  method: 'GET',
  path: '/recipe/user/email/verify',
  scope: 'app',
  query: { userId: requiredText, email: requiredText },
  handle: async ({ context, tenant, query }) => ({
    status: 'OK',
    isVerified: await isEmailVerified(context, tenant.appId, query.userId, query.email),
  }),
});

const postUnverify = defineRoute({
  method: 'POST',
  path: '/recipe/user/email/verify/remove',
  scope: 'app',
  body: { userId: text, email },
  handle: async ({ context, tenant, body }) => {
    await unverifyEmail(context, tenant.appId, body.userId, body.email);
    return { status: 'OK' };
  },
});

const postRevoke = defineRoute({
  method: 'POST',
  path: '/recipe/user/email/verify/token/remove',
  scope: 'tenant',
  body: { userId: text, email },
  handle: async ({ context, tenant, body }) => {
    await revokeTokens(context, tenant, body.userId, body.email);
    return { status: 'OK' };
  },
});

export const emailverificationRoutes: readonly Route[] = [
  postToken,
  postVerify,
  getVerify,
  postUnverify,
  postRevoke,
];
