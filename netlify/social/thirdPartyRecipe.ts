import { AsyncLocalStorage } from 'node:async_hooks';
import { init, type TypeProvider } from 'supertokens-node/recipe/thirdparty';
import { deleteIfNotFirst, joinOtherAccounts } from '../platform/account/otherAccounts.ts';
import { recordNewAccount } from '../platform/http/scope.ts';
import type { Recipes } from '../platform/supertokens.ts';
import { NEW_SESSION, requireOwnSdkEvent } from '../sign-in/sdkEvent.ts';
import type { Identity } from './identity.ts';

const verified = new AsyncLocalStorage<Identity>();

/** Has the SDK sign in a user whom a provider has confirmed. */
export const withIdentity = <T>(identity: Identity, signIn: () => Promise<T>): Promise<T> =>
  verified.run(identity, signIn);

const unused = () => Promise.reject(new Error('Functions talk to providers themselves.'));

/** A provider as the SDK sees it: it tells who was verified, and makes no requests. */
function verifiedProvider(thirdPartyId: string): TypeProvider {
  return {
    id: thirdPartyId,
    type: 'oauth2',
    config: { thirdPartyId, clientId: '' },
    getConfigForClientType: unused,
    getAuthorisationRedirectURL: unused,
    exchangeAuthCodeForOAuthTokens: unused,
    getUserInfo: () => {
      const identity = verified.getStore();
      if (identity?.provider !== thirdPartyId) throw new Error('no user was verified');
      return Promise.resolve({
        thirdPartyUserId: identity.subject,
        email: { id: identity.email, isVerified: true },
        rawUserInfoFromProvider: {},
      });
    },
  };
}

/**
 * The ThirdParty recipe, closed to clients: its public route accepts the token of any other client of the
 * provider, its handler for Apple redirects wherever the state says, and it checks neither state nor nonce.
 */
export function socialRecipes(): Recipes {
  return [
    init({
      override: {
        functions: (original) => ({
          ...original,
          getProvider: ({ thirdPartyId }) => Promise.resolve(verifiedProvider(thirdPartyId)),
          async signInUp(input) {
            const outcome = await original.signInUp(input);
            if (outcome.status !== 'OK') return outcome;
            const { tenantId, email } = input;
            const isTaken =
              outcome.createdNewRecipeUser &&
              (await deleteIfNotFirst(tenantId, outcome, email)) !== undefined;
            if (isTaken)
              return { status: 'SIGN_IN_UP_NOT_ALLOWED', reason: 'The address belongs to another account.' };
            const user = await joinOtherAccounts(tenantId, outcome.user, email);
            if (outcome.createdNewRecipeUser && user.loginMethods.length === 1) recordNewAccount();
            return { ...outcome, user };
          },
        }),
        apis: (original) => ({
          ...original,
          authorisationUrlGET: undefined,
          appleRedirectHandlerPOST: undefined,
          async signInUpPOST(input) {
            if (original.signInUpPOST === undefined) throw new Error('the SDK has no sign-in by providers');
            requireOwnSdkEvent(input);
            return original.signInUpPOST({ ...input, ...NEW_SESSION });
          },
        }),
      },
    }),
  ];
}
