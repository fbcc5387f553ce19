import { badRequest } from '../../errors.ts';
import type { Json } from '../../json.ts';
import { field, flag, integer, invalidField, list, object, optional, text } from '../../http/fields.ts';
import { given } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { normaliseEmail } from '../users/email.ts';
import { shownMethodId, userToJson } from '../users/wire.ts';
import { createRegistrationOptions, createSignInOptions, getOptions, revokeOptions } from './options.ts';
import { signIn } from './signIn.ts';
import { signUp } from './signUp.ts';
import { optionsToJson, registrationOptionsToJson, signInOptionsToJson } from './wire.ts';

const DEFAULT_TIMEOUT = 6000;

/** Far beyond anybody's patience, and still a number after it was added to a time. */
const MAX_TIMEOUT = 2 ** 52;

/** The COSE numbers of EdDSA, ES256 and RS256. */
const DEFAULT_ALGORITHMS = [-8, -7, -257];

const email = field((value, name) => normaliseEmail(text.read(value, name)));

/** Anything, as long as it is there. */
const any = field<Json>((value) => value ?? null);

const timeout = field((value, name) => {
  const milliseconds = integer.read(value, name);
  if (milliseconds > MAX_TIMEOUT) throw invalidField(name);
  return milliseconds;
});

/** A text whose absence and emptiness both stand for something. */
const textOr = (fallback: string) =>
  field((value, name) => (value === undefined ? fallback : text.read(value, name) || fallback));

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
    timeout: optional(timeout),
    attestation: textOr('none'),
    residentKey: textOr('required'),
    userVerification: textOr('preferred'),
    userPresence: optional(flag),
    supportedAlgorithmIDs: optional(list(any)),
  },
  handle: async ({ context, tenant, body }) => {
    const { relyingPartyId, relyingPartyName, origin, userVerification, attestation, residentKey } = body;
    const { timeout = DEFAULT_TIMEOUT, userPresence: isUserPresenceRequired = false } = body;
    const party = { relyingPartyId, relyingPartyName, origin };
    const demands = { ...party, timeout, userVerification, isUserPresenceRequired };
    const wishes = {
      attestation,
      residentKey,
      algorithms: body.supportedAlgorithmIDs ?? DEFAULT_ALGORITHMS,
    };
    const result = await createRegistrationOptions(context, tenant, body.email, demands, wishes);
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
    timeout: optional(timeout),
    userVerification: textOr('preferred'),
    userPresence: optional(flag),
  },
  handle: async ({ context, tenant, body }) => {
    const { relyingPartyId, relyingPartyName, origin, userVerification } = body;
    const { timeout = DEFAULT_TIMEOUT, userPresence: isUserPresenceRequired = false } = body;
    const party = { relyingPartyId, relyingPartyName, origin };
    const demands = { ...party, timeout, userVerification, isUserPresenceRequired };
    const result = await createSignInOptions(context, tenant, demands);
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
    const { status, user, credential, options } = result;
    return {
      status,
      user: userToJson(user),
      webauthnCredentialId: credential.id,
      relyingPartyId: options.relyingPartyId,
      relyingPartyName: options.relyingPartyName,
      recipeUserId: credential.recipeUserId,
    };
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

export const webauthnRoutes: readonly Route[] = [
  postRegistrationOptions,
  postSignInOptions,
  getGeneratedOptions,
  deleteOptions,
  postSignUp,
  postSignIn,
];
