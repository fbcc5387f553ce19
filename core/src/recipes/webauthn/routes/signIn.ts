import { badRequest } from '../../../errors.ts';
import { invalidField } from '../../../http/fields.ts';
import { defineRoute } from '../../../http/route.ts';
import type { Route } from '../../../http/route.ts';
import { shownMethodId, userToJson } from '../../users/wire.ts';
import { signIn } from '../signIn.ts';
import { signUp } from '../signUp.ts';
import { registeredToJson } from '../wire.ts';
import { shownPasskey } from './fields.ts';

const postSignUp = defineRoute({
  method: 'POST',
  path: '/recipe/webauthn/signup',
  scope: 'tenant',
  findsTenant: 'before-body',
  body: shownPasskey,
  handle: async ({ context, tenant, body, cdiVersion }) => {
    const result = await signUp(context, tenant, body.webauthnGeneratedOptionsId, body.credential);
    if (result.status === 'INCOMPLETE') throw invalidField('credential');
    if (result.status === 'CREDENTIAL_ALREADY_EXISTS')
      throw badRequest('The credential is registered already');
    if (result.status === 'NOT_FOR_REGISTRATION') throw badRequest('These options are to sign in with');
    if (result.status !== 'OK') return result;
    const { user, credential, options } = result;
    return {
      user: userToJson(user, cdiVersion),
      ...registeredToJson(credential.id, options, credential.recipeUserId),
    };
  },
});

const postSignIn = defineRoute({
  method: 'POST',
  path: '/recipe/webauthn/signin',
  scope: 'tenant',
  findsTenant: 'before-fields',
  body: shownPasskey,
  handle: async ({ context, tenant, body, cdiVersion }) => {
    const result = await signIn(context, tenant, body.webauthnGeneratedOptionsId, body.credential);
    if (result.status === 'INCOMPLETE') throw invalidField('credential');
    if (result.status !== 'OK') return result;
    const { status, user, recipeUserId } = result;
    return { status, user: userToJson(user, cdiVersion), recipeUserId: shownMethodId(user, recipeUserId) };
  },
});

export const signInRoutes: readonly Route[] = [postSignUp, postSignIn];
