import type { Json } from '../../../json.ts';
import { email } from '../../../http/emailFields.ts';
import { field, flag, integer, invalidField, list, optional, text } from '../../../http/fields.ts';
import { requiredText } from '../../../http/params.ts';
import { defineRoute } from '../../../http/route.ts';
import type { Route } from '../../../http/route.ts';
import { createRegistrationOptions, createSignInOptions, getOptions, revokeOptions } from '../options.ts';
import { optionsToJson, registrationOptionsToJson, signInOptionsToJson } from '../wire.ts';

const DEFAULT_TIMEOUT_MS = 6000;

/** Keeps the sum with a time within safe integers. */
const MAX_TIMEOUT_MS = 2 ** 52;

/** The COSE numbers of EdDSA, ES256 and RS256. */
const DEFAULT_ALGORITHMS = [-8, -7, -257];

/** A text with a default for absent or empty values. */
const textOr = (fallback: string) =>
  field((value, name) => (value === undefined ? fallback : text.read(value, name) || fallback));

const timeout = field((value, name) => {
  const milliseconds = value === undefined ? DEFAULT_TIMEOUT_MS : integer.read(value, name);
  if (milliseconds > MAX_TIMEOUT_MS) throw invalidField(name);
  return milliseconds;
});

const userPresence = field((value, name) => value !== undefined && flag.read(value, name));

const postRegistrationOptions = defineRoute({
  method: 'POST',
  path: '/recipe/webauthn/options/register',
  scope: 'tenant',
  findsTenant: 'before-fields',
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
  findsTenant: 'before-fields',
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
  findsTenant: 'before-fields',
  query: { webauthnGeneratedOptionsId: requiredText },
  handle: async ({ context, tenant, query }) => {
    const options = await getOptions(context, tenant, query.webauthnGeneratedOptionsId);
    return options === null ? { status: 'OPTIONS_NOT_FOUND_ERROR' } : optionsToJson(options);
  },
});

const deleteOptions = defineRoute({
  method: 'DELETE',
  path: '/recipe/webauthn/options/remove',
  scope: 'tenant',
  findsTenant: 'before-fields',
  query: { webauthnGeneratedOptionsId: requiredText },
  handle: async ({ context, tenant, query }) => {
    const wasThere = await revokeOptions(context, tenant, query.webauthnGeneratedOptionsId);
    return { status: wasThere ? 'OK' : 'OPTIONS_NOT_FOUND_ERROR' };
  },
});

export const optionsRoutes: readonly Route[] = [
  postRegistrationOptions,
  postSignInOptions,
  getGeneratedOptions,
  deleteOptions,
];
