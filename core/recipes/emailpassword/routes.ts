import { badRequest } from '../../errors.ts';
import { field, later, optional, text } from '../../http/fields.ts';
import { maybe } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { tenantAt } from '../../http/scope.ts';
import { trim } from '../../text.ts';
import { normaliseEmail } from '../users/email.ts';
import { shownMethodId, userToJson } from '../users/wire.ts';
import { signIn, signUp, updateCredentials } from './emailpassword.ts';
import type { SignInResult, SignUpResult } from './emailpassword.ts';
import { userOfEmail, userOfMethod } from '../users/lookup.ts';
import { importUser } from './passwordImport.ts';
import { consumeResetToken, createResetToken, findUserForReset, resetPassword } from './passwordReset.ts';

const newPassword = field((value, name) => {
  const password = text.read(value, name);
  if (password === '') throw badRequest('Password cannot be an empty string');
  return password;
});

/** Shows who has signed up or in; a refusal as it is. */
async function signedIn(outcome: Promise<SignUpResult | SignInResult>): Promise<object> {
  const result = await outcome;
  if (result.status !== 'OK') return result;
  const { status, user, recipeUserId } = result;
  return { status, user: userToJson(user), recipeUserId: shownMethodId(user, recipeUserId) };
}

const postSignUp = defineRoute({
  method: 'POST',
  path: '/recipe/signup',
  scope: 'tenant',
  body: { email: text, password: newPassword },
  handle: ({ context, tenant, body }) =>
    signedIn(signUp(context, tenant, normaliseEmail(body.email), body.password)),
});

const postSignIn = defineRoute({
  method: 'POST',
  path: '/recipe/signin',
  scope: 'tenant',
  body: { email: text, password: text },
  handle: ({ context, tenant, body }) =>
    signedIn(signIn(context, tenant, normaliseEmail(body.email), body.password)),
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
    return updateCredentials(context, tenant, body.recipeUserId, { email, password: body.password });
  },
});

/** Deprecated: finds the login method of an id as a user of its own, and by an address the whole user. */
const getUser = defineRoute({
  method: 'GET',
  path: '/recipe/user',
  scope: 'unchecked',
  query: { userId: maybe, email: maybe },
  handle: async ({ context, address, query: { userId, email } }) => {
    if (userId !== null && email !== null) throw badRequest('Please provide only one of userId or email');
    if (userId !== null) {
      const user = await userOfMethod(
        context,
        'emailpassword',
        tenantAt('app', address, context).appId,
        userId,
      );
      return user === null ? { status: 'UNKNOWN_USER_ID_ERROR' } : { status: 'OK', user: userToJson(user) };
    }
    if (email === null) throw badRequest('Please provide one of userId or email');
    const user = await userOfEmail(
      context,
      'emailpassword',
      tenantAt('tenant', address, context),
      normaliseEmail(email),
    );
    return user === null ? { status: 'UNKNOWN_EMAIL_ERROR' } : { status: 'OK', user: userToJson(user) };
  },
});

const ALGORITHMS = ['BCRYPT', 'ARGON2', 'FIREBASE_SCRYPT'] as const;

const passwordHash = field((value, name) => {
  const hash = trim(text.read(value, name));
  if (hash === '') throw badRequest('Password hash cannot be an empty string');
  return hash;
});

const hashingAlgorithm = field((value, name) => {
  const algorithm = trim(text.read(value, name)).toUpperCase();
  if (algorithm === '') throw badRequest('Hashing Algorithm cannot be an empty string');
  const known = ALGORITHMS.find((one) => one === algorithm);
  if (known === undefined) throw badRequest('Unsupported password hashing algorithm');
  return known;
});

const postImport = defineRoute({
  method: 'POST',
  path: '/recipe/user/passwordhash/import',
  scope: 'tenant',
  body: { email: text, passwordHash, hashingAlgorithm: optional(hashingAlgorithm) },
  handle: async ({ context, tenant, body }) => {
    const { email, passwordHash: hash, hashingAlgorithm: algorithm = null } = body;
    const result = await importUser(context, tenant, normaliseEmail(email), hash, algorithm);
    if (result.status === 'UNSUPPORTED_HASH') throw badRequest(result.reason);
    const { status, user, didUserAlreadyExist } = result;
    return { status, user: userToJson(user), didUserAlreadyExist };
  },
});

const postResetToken = defineRoute({
  method: 'POST',
  path: '/recipe/user/password/reset/token',
  scope: 'tenant',
  body: { userId: text, email: later(text) },
  handle: async ({ context, tenant, body }) => {
    const userId = await findUserForReset(context, tenant.appId, body.userId);
    if (userId === null) return { status: 'UNKNOWN_USER_ID_ERROR' };
    return { status: 'OK', token: await createResetToken(context, tenant, userId, body.email()) };
  },
});

const postConsumeToken = defineRoute({
  method: 'POST',
  path: '/recipe/user/password/reset/token/consume',
  scope: 'tenant',
  body: { token: text },
  handle: ({ context, tenant, body }) => consumeResetToken(context, tenant, body.token),
});

/** Deprecated: what `consume` and `PUT /recipe/user` do in two calls. */
const postReset = defineRoute({
  method: 'POST',
  path: '/recipe/user/password/reset',
  scope: 'tenant',
  body: { method: text, token: text, newPassword: text },
  handle: ({ context, tenant, body }) => {
    if (body.method !== 'token') throw badRequest('Unsupported method for password reset');
    if (body.newPassword === '') throw badRequest('Password cannot be an empty string');
    return resetPassword(context, tenant, body.token, body.newPassword);
  },
});

export const emailpasswordRoutes: readonly Route[] = [
  postSignUp,
  postSignIn,
  putUser,
  getUser,
  postImport,
  postResetToken,
  postConsumeToken,
  postReset,
];
