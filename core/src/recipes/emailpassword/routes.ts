import { isAtLeast } from '../../cdiVersions.ts';
import type { CdiVersion } from '../../cdiVersions.ts';
import { badRequest } from '../../errors.ts';
import { field, deferred, optional, renamedSince, text } from '../../http/fields.ts';
import { optionalText } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { findTenantInScope } from '../../http/scope.ts';
import { trim } from '../../text.ts';
import { checkIsEnabled } from '../multitenancy/enabled.ts';
import { normaliseEmail } from '../users/email.ts';
import type { User } from '../users/types.ts';
import { foundToJson, usedMethodToJson, userOfRecipeToJson } from '../users/wire.ts';
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

/** Converts the result of a sign-up or sign-in to JSON. */
async function signedIn(
  outcome: Promise<SignUpResult | SignInResult>,
  cdiVersion: CdiVersion,
): Promise<object> {
  const result = await outcome;
  if (result.status !== 'OK') return result;
  const { status, user, recipeUserId } = result;
  return {
    status,
    user: userOfRecipeToJson(user, cdiVersion),
    ...usedMethodToJson(user, recipeUserId, cdiVersion),
  };
}

const postSignUp = defineRoute({
  method: 'POST',
  path: '/recipe/signup',
  scope: 'tenant',
  body: { email: text, password: newPassword },
  handle: ({ context, tenant, body, cdiVersion }) => {
    checkIsEnabled(tenant, 'emailPassword', cdiVersion);
    return signedIn(signUp(context, tenant, normaliseEmail(body.email), body.password), cdiVersion);
  },
});

const postSignIn = defineRoute({
  method: 'POST',
  path: '/recipe/signin',
  scope: 'tenant',
  body: { email: text, password: text },
  handle: ({ context, tenant, body, cdiVersion }) => {
    checkIsEnabled(tenant, 'emailPassword', cdiVersion);
    return signedIn(signIn(context, tenant, normaliseEmail(body.email), body.password), cdiVersion);
  },
});

const putUser = defineRoute({
  method: 'PUT',
  path: '/recipe/user',
  scope: 'app',
  body: {
    recipeUserId: renamedSince('4.0', 'userId', text),
    email: optional(text),
    password: optional(text),
  },
  check: ({ body }) => {
    if (body.email === undefined && body.password === undefined)
      throw badRequest('You have to provide either email or password.');
  },
  handle: ({ context, tenant, body }) => {
    const email = body.email === undefined ? undefined : normaliseEmail(body.email);
    return updateCredentials(context, tenant, body.recipeUserId, { email, password: body.password });
  },
});

/** Deprecated. By id, returns the login method as a separate user; by email, the whole user. */
const getUser = defineRoute({
  method: 'GET',
  path: '/recipe/user',
  scope: 'unchecked',
  query: { userId: optionalText, email: optionalText },
  handle: async ({ query: { userId, email }, ...caller }) => {
    const { context, cdiVersion } = caller;
    if (userId !== null && email !== null) throw badRequest('Please provide only one of userId or email');
    if (userId !== null) {
      const { appId } = findTenantInScope('app', caller);
      const user = await userOfMethod(context, 'emailpassword', appId, userId);
      return foundToJson(user, 'UNKNOWN_USER_ID_ERROR', cdiVersion);
    }
    if (email === null) throw badRequest('Please provide one of userId or email');
    const tenant = findTenantInScope('tenant', caller);
    const user = await userOfEmail(context, 'emailpassword', tenant, normaliseEmail(email));
    return foundToJson(user, 'UNKNOWN_EMAIL_ERROR', cdiVersion);
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
  handle: async ({ context, tenant, body, cdiVersion }) => {
    checkIsEnabled(tenant, 'emailPassword', cdiVersion);
    const { email, passwordHash: hash, hashingAlgorithm: algorithm = null } = body;
    const result = await importUser(context, tenant, normaliseEmail(email), hash, algorithm);
    if (result.status === 'UNSUPPORTED_HASH') throw badRequest(result.reason);
    const { status, user, didUserAlreadyExist } = result;
    return { status, user: userOfRecipeToJson(user, cdiVersion), didUserAlreadyExist };
  },
});

const postResetToken = defineRoute({
  method: 'POST',
  path: '/recipe/user/password/reset/token',
  scope: 'tenant',
  body: { userId: text, email: deferred(text) },
  handle: async ({ context, tenant, body, cdiVersion }) => {
    checkIsEnabled(tenant, 'emailPassword', cdiVersion);
    const found = await findUserForReset(context, tenant.appId, body.userId);
    if (found === null) return { status: 'UNKNOWN_USER_ID_ERROR' };
    const email = isAtLeast(cdiVersion, '4.0') ? body.email() : onlyEmailOf(found.user);
    if (email === null) return { status: 'UNKNOWN_USER_ID_ERROR' };
    return { status: 'OK', token: await createResetToken(context, tenant, found.userId, email) };
  },
});

/** Before account linking a user had one email, and callers did not name it. */
function onlyEmailOf({ loginMethods }: User): string | null {
  if (loginMethods.length > 1) throw badRequest('Please use CDI version >= 4.0');
  const [method] = loginMethods;
  return method?.recipeId === 'emailpassword' ? method.email : null;
}

const postConsumeToken = defineRoute({
  method: 'POST',
  path: '/recipe/user/password/reset/token/consume',
  scope: 'tenant',
  body: { token: text },
  handle: ({ context, tenant, body }) => consumeResetToken(context, tenant, body.token),
});

/** Deprecated. Combines `consume` and `PUT /recipe/user`. */
const postReset = defineRoute({
  method: 'POST',
  path: '/recipe/user/password/reset',
  scope: 'tenant',
  body: { method: text, token: text, newPassword: text },
  check: ({ body }) => {
    if (body.method !== 'token') throw badRequest('Unsupported method for password reset');
    if (body.newPassword === '') throw badRequest('Password cannot be an empty string');
  },
  handle: async ({ context, tenant, body, cdiVersion }) => {
    const result = await resetPassword(context, tenant, body.token, body.newPassword);
    return isAtLeast(cdiVersion, '2.12') ? result : { status: result.status };
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
