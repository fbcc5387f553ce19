import { newPasskey, passkeyChange, passkeySignIn } from '../../config/contracts/passkeys.ts';
import { PASSKEY_ROUTES } from '../../config/contracts/passkeyRoutes.ts';
import { usableSignInMethods } from '../../config/env/usableMethods.ts';
import { changeName, listPasskeys, removeOwnPasskey } from '../passkeys/passkeyList.ts';
import { addPasskey, createRegistrationOptions } from '../passkeys/registration.ts';
import { createSignInOptions, signInWithPasskey } from '../passkeys/passkeySignIn.ts';
import { factorClaims } from '../second-factor/sessionClaims.ts';
import { createFunction } from '../platform/createFunction.ts';
import type { DeployConfig } from '../platform/deploy/webHandler.ts';
import { requireJsonBody } from '../platform/http/body.ts';
import { defineRoute, type Routes } from '../platform/routes/defineRoute.ts';
import { reportNewBrowser } from '../sign-in/newBrowser.ts';

const routes: Routes = {
  'GET ': defineRoute({
    verifySession: 'live',
    handler: ({ session }) => listPasskeys(session.getUserId()),
  }),
  [`PATCH ${PASSKEY_ROUTES.registered}/:id`]: defineRoute({
    verifySession: 'live',
    body: passkeyChange,
    handler: (event, { params: { id = '' }, body: { name } }) => changeName(event, id, name),
  }),
  [`DELETE ${PASSKEY_ROUTES.registered}/:id`]: defineRoute({
    verifySession: 'live',
    recentProof: 'sign-in',
    handler: (event, { params: { id = '' } }) => removeOwnPasskey(event, id),
  }),
  // The proof is not asked for again when the passkey exists: its challenge shows that it was given.
  [`POST ${PASSKEY_ROUTES.registrationOptions}`]: defineRoute({
    verifySession: 'live',
    recentProof: 'sign-in',
    handler: (event) => {
      requireJsonBody(event);
      return createRegistrationOptions(event);
    },
  }),
  [`POST ${PASSKEY_ROUTES.registration}`]: defineRoute({
    verifySession: 'live',
    body: newPasskey,
    handler: (event, { body }) => addPasskey(event, body),
  }),
  [`POST ${PASSKEY_ROUTES.signInOptions}`]: defineRoute({
    handler: (event) => {
      requireJsonBody(event);
      return createSignInOptions(event);
    },
  }),
  [`POST ${PASSKEY_ROUTES.signIn}`]: defineRoute({
    body: passkeySignIn,
    handler: (event, { body }, context) => signInWithPasskey(event, context, body),
  }),
};

/**
 * `/.netlify/functions/passkeys`:
 * - `GET` lists the passkeys of the caller.
 * - `PATCH registered/:id` renames one, and `DELETE registered/:id` removes it.
 * - `POST registration/options` and `POST registration` add one.
 * - `POST sign-in/options` and `POST sign-in` sign a user in.
 *
 * Without `passkey` in SIGN_IN_METHODS, and without a database, it has no routes.
 */
export const handler = createFunction({
  name: 'passkeys',
  routes: () => (usableSignInMethods().includes('passkey') ? routes : {}),
  factorClaims,
  afterSignIn: reportNewBrowser,
});

export const config = {
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
} satisfies DeployConfig;
