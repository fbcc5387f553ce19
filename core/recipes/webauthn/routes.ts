import { badRequest } from '../../errors.ts';
import type { Json } from '../../json.ts';
import { field, flag, integer, invalidField, list, object, optional, text } from '../../http/fields.ts';
import { given } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { normaliseEmail } from '../users/email.ts';
import { shownMethodId, userToJson } from '../users/wire.ts';
import { changeEmail } from './changeEmail.ts';
import { getCredential, listCredentials, registerCredential, revokeCredential } from './credentials.ts';
import { createRegistrationOptions, createSignInOptions, getOptions, revokeOptions } from './options.ts';
import { consumeRecoveryToken, createRecoveryToken, userOfRecoveryToken } from './recovery.ts';
import { signIn } from './signIn.ts';
import { signUp } from './signUp.ts';
import {
  credentialToJson,
  optionsToJson,
  registeredToJson,
  registrationOptionsToJson,
  signInOptionsToJson,
} from './wire.ts';

const DEFAULT_TIMEOUT = 6000;

/** Far beyond anybody's patience, and still a number after it was added to a time. */
const MAX_TIMEOUT = 2 ** 52;

/** The COSE numbers of EdDSA, ES256 and RS256. */
const DEFAULT_ALGORITHMS = [-8, -7, -257];

const email = field((value, name) => normaliseEmail(text.read(value, name)));

/** Absent or empty, it stands for something. */
const textOr = (fallback: string) =>
  field((value, name) => (value === undefined ? fallback : text.read(value, name) || fallback));

const timeout = field((value, name) => {
  const milliseconds = value === undefined ? DEFAULT_TIMEOUT : integer.read(value, name);
  if (milliseconds > MAX_TIMEOUT) throw invalidField(name);
  return milliseconds;
});

const userPresence = field((value, name) => value !== undefined && flag.read(value, name));

const postRegistrationOptions = defineRoute({
  method: 'POST',
  path: '/recipe/webauthn/options/register',
  scope: 'tenant',
  body: {
    email,
    displayName: textOr(''),
    relyingPartyName: text,
    relyingPartyId: text,
    origin: text,
    timeout,
    attestation: textOr('none'),
    residentKey: textOr('required'),
    userVerification: textOr('preferred'),
    userPresence,
    supportedAlgorithmIDs: optional(list(field<Json>((value) => value ?? null))),
  },
  handle: async ({ context, tenant, body }) => {
    const { attestation, residentKey, supportedAlgorithmIDs: algorithms = DEFAULT_ALGORITHMS } = body;
    const wishes = { attestation, residentKey, algorithms };
    const result = await createRegistrationOptions(context, tenant, body.email, body, wishes);
    return result.status === 'OK'
      ? registrationOptionsToJson(result.options, wishes, result.userHandle, body.displayName || body.email)
      : result;
  },
});

const postSignInOptions = defineRoute({
  method: 'POST',
  path: '/recipe/webauthn/options/signin',
  scope: 'tenant',
  body: {
    relyingPartyId: text,
    relyingPartyName: text,
    origin: text,
    timeout,
    userVerification: textOr('preferred'),
    userPresence,
  },
  handle: async ({ context, tenant, body }) => {
    const result = await createSignInOptions(context, tenant, body);
    return result.status === 'OK' ? signInOptionsToJson(result.options) : result;
  },
});

const getGeneratedOptions = defineRoute({
  method: 'GET',
  path: '/recipe/webauthn/options',
  scope: 'tenant',
  query: { webauthnGeneratedOptionsId: given },
  handle: async ({ context, tenant, query }) => {
    const options = await getOptions(context, tenant, query.webauthnGeneratedOptionsId);
    return options === null ? { status: 'OPTIONS_NOT_FOUND_ERROR' } : optionsToJson(options);
  },
});

const deleteOptions = defineRoute({
  method: 'DELETE',
  path: '/recipe/webauthn/options/remove',
  scope: 'tenant',
  query: { webauthnGeneratedOptionsId: given },
  handle: async ({ context, tenant, query }) => {
    const wasThere = await revokeOptions(context, tenant, query.webauthnGeneratedOptionsId);
    return { status: wasThere ? 'OK' : 'OPTIONS_NOT_FOUND_ERROR' };
  },
});

const shownPasskey = { webauthnGeneratedOptionsId: text, credential: object };

const postSignUp = defineRoute({
  method: 'POST',
  path: '/recipe/webauthn/signup',
  scope: 'tenant',
  body: shownPasskey,
  handle: async ({ context, tenant, body }) => {
    const result = await signUp(context, tenant, body.webauthnGeneratedOptionsId, body.credential);
    if (result.status === 'INCOMPLETE') throw invalidField('credential');
    if (result.status === 'CREDENTIAL_ALREADY_EXISTS')
      throw badRequest('The credential is registered already');
    if (result.status === 'NOT_FOR_REGISTRATION') throw badRequest('These options are to sign in with');
    if (result.status !== 'OK') return result;
    const { user, credential, options } = result;
    return { user: userToJson(user), ...registeredToJson(credential.id, options, credential.recipeUserId) };
  },
});

const postSignIn = defineRoute({
  method: 'POST',
  path: '/recipe/webauthn/signin',
  scope: 'tenant',
  body: shownPasskey,
  handle: async ({ context, tenant, body }) => {
    const result = await signIn(context, tenant, body.webauthnGeneratedOptionsId, body.credential);
    if (result.status === 'INCOMPLETE') throw invalidField('credential');
    if (result.status !== 'OK') return result;
    const { status, user, recipeUserId } = result;
    return { status, user: userToJson(user), recipeUserId: shownMethodId(user, recipeUserId) };
  },
});

const postCredential = defineRoute({
  method: 'POST',
  path: '/recipe/webauthn/user/credential/register',
  scope: 'tenant',
  body: { recipeUserId: text, ...shownPasskey },
  handle: async ({ context, tenant, body }) => {
    const { recipeUserId, webauthnGeneratedOptionsId, credential: shown } = body;
    const result = await registerCredential(context, tenant, recipeUserId, webauthnGeneratedOptionsId, shown);
    if (result.status === 'INCOMPLETE') throw invalidField('credential');
    if (result.status !== 'OK') return result;
    const { credential, options } = result;
    return { email: options.email, ...registeredToJson(credential.id, options, recipeUserId) };
  },
});

const oneCredential = { recipeUserId: given, webauthnCredentialId: given };
const credentialNotFound = { status: 'CREDENTIAL_NOT_FOUND_ERROR' };

const getOneCredential = defineRoute({
  method: 'GET',
  path: '/recipe/webauthn/user/credential',
  scope: 'tenant',
  query: oneCredential,
  handle: async ({ context, tenant, query: { recipeUserId, webauthnCredentialId } }) => {
    const found = await getCredential(context, tenant.appId, recipeUserId, webauthnCredentialId);
    if (found === null) return credentialNotFound;
    return { status: 'OK', ...credentialToJson(found, recipeUserId), updatedAt: found.updatedAt };
  },
});

const getAllCredentials = defineRoute({
  method: 'GET',
  path: '/recipe/webauthn/user/credential/list',
  scope: 'tenant',
  query: { recipeUserId: given },
  handle: async ({ context, tenant, query: { recipeUserId } }) => {
    const found = await listCredentials(context, tenant.appId, recipeUserId);
    return { status: 'OK', credentials: found.map((one) => credentialToJson(one, recipeUserId)) };
  },
});

const deleteCredential = defineRoute({
  method: 'DELETE',
  path: '/recipe/webauthn/user/credential/remove',
  scope: 'tenant',
  query: oneCredential,
  handle: async ({ context, tenant, query: { recipeUserId, webauthnCredentialId } }) => {
    const wasThere = await revokeCredential(context, tenant.appId, recipeUserId, webauthnCredentialId);
    return wasThere ? { status: 'OK' } : credentialNotFound;
  },
});

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
  query: { token: given },
  handle: async ({ context, tenant, query }) => {
    const result = await userOfRecoveryToken(context, tenant, query.token);
    if (result.status !== 'OK') return result;
    const { status, user, recipeUserId } = result;
    const shownId = recipeUserId === null ? null : shownMethodId(user, recipeUserId);
    return { status, recipeUserId: shownId, user: userToJson(user) };
  },
});

const postConsumption = defineRoute({
  method: 'POST',
  path: '/recipe/webauthn/user/recover/token/consume',
  scope: 'tenant',
  body: { token: text },
  handle: ({ context, tenant, body }) => consumeRecoveryToken(context, tenant, body.token),
});

const putEmail = defineRoute({
  method: 'PUT',
  path: '/recipe/webauthn/user/email',
  scope: 'tenant',
  body: { recipeUserId: text, email: text },
  handle: ({ context, tenant, body }) => changeEmail(context, tenant.appId, body.recipeUserId, body.email),
});

export const webauthnRoutes: readonly Route[] = [
  postRegistrationOptions,
  postSignInOptions,
  getGeneratedOptions,
  deleteOptions,
  postSignUp,
  postSignIn,
  postCredential,
  getOneCredential,
  getAllCredentials,
  deleteCredential,
  postRecoveryToken,
  getRecovery,
  postConsumption,
  putEmail,
];
