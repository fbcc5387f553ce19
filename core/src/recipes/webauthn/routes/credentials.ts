import { invalidField, text } from '../../../http/fields.ts';
import { requiredText } from '../../../http/params.ts';
import { defineRoute } from '../../../http/route.ts';
import type { Route } from '../../../http/route.ts';
import { getCredential, listCredentials, registerCredential, revokeCredential } from '../credentials.ts';
import { credentialToJson, registeredToJson } from '../wire.ts';
import { shownPasskey } from './fields.ts';

const postCredential = defineRoute({
  method: 'POST',
  path: '/recipe/webauthn/user/credential/register',
  scope: 'tenant',
  findsTenant: 'before-body',
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

const oneCredential = { recipeUserId: requiredText, webauthnCredentialId: requiredText };

const credentialNotFound = { status: 'CREDENTIAL_NOT_FOUND_ERROR' };

const getOneCredential = defineRoute({
  method: 'GET',
  path: '/recipe/webauthn/user/credential',
  scope: 'tenant',
  findsTenant: 'before-fields',
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
  findsTenant: 'before-fields',
  query: { recipeUserId: requiredText },
  handle: async ({ context, tenant, query: { recipeUserId } }) => {
    const found = await listCredentials(context, tenant.appId, recipeUserId);
    return { status: 'OK', credentials: found.map((one) => credentialToJson(one, recipeUserId)) };
  },
});

const deleteCredential = defineRoute({
  method: 'DELETE',
  path: '/recipe/webauthn/user/credential/remove',
  scope: 'tenant',
  findsTenant: 'before-fields',
  query: oneCredential,
  handle: async ({ context, tenant, query: { recipeUserId, webauthnCredentialId } }) => {
    const wasThere = await revokeCredential(context, tenant.appId, recipeUserId, webauthnCredentialId);
    return wasThere ? { status: 'OK' } : credentialNotFound;
  },
});

export const credentialRoutes: readonly Route[] = [
  postCredential,
  getOneCredential,
  getAllCredentials,
  deleteCredential,
];
