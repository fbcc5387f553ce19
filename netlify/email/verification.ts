import { getUser, type RecipeUserId } from 'supertokens-node';
import { EmailVerificationClaim } from 'supertokens-node/recipe/emailverification';
import { mergeIntoAccessTokenPayload, setClaimValue } from 'supertokens-node/recipe/session';
import type { BackendBehaviour } from '../../config/supertokens/backend.ts';
import { ALREADY_VERIFIED } from '../../config/contracts/sign-in.ts';
import { findLoginMethod } from '../platform/account/loginMethod.ts';
import { openLinkToken } from '../platform/linkToken.ts';
import { updateEachSession } from '../platform/session/updateSessions.ts';
import { findVerifiedAddress } from './usedLink.ts';

type Overrides = NonNullable<BackendBehaviour['emailVerification']>;
type Apis = ReturnType<NonNullable<Overrides['apis']>>;
type VerifyEmail = NonNullable<Apis['verifyEmailPOST']>;

/** Changes the claims of all sessions of a login method. */
const updateEach = (
  recipeUserId: RecipeUserId,
  update: (handle: string) => Promise<boolean>,
): Promise<void> => updateEachSession({ of: recipeUserId.getAsString(), allMethods: false }, update);

/** Adds the verification to all sessions of a login method: the link may be opened in any browser. */
export const updateSessions = (recipeUserId: RecipeUserId): Promise<void> =>
  updateEach(recipeUserId, (handle) => setClaimValue(handle, EmailVerificationClaim, true));

/** Adds a changed address to all sessions of a login method, for the user menu. */
export const updateSessionAddresses = (recipeUserId: RecipeUserId, email: string): Promise<void> =>
  updateEach(recipeUserId, (handle) => mergeIntoAccessTokenPayload(handle, { email }));

/** Whether it is the user's current address: a link may also be about a requested one. */
async function isCurrent(recipeUserId: RecipeUserId, email: string): Promise<boolean> {
  const id = recipeUserId.getAsString();
  return findLoginMethod(await getUser(id), id)?.hasSameEmailAs(email) === true;
}

/** Distinguishes a used link from an invalid one, also without a session. */
const verifyOnce =
  (verify: VerifyEmail): VerifyEmail =>
  async (input) => {
    const answer = await verify(input);
    if (answer.status !== 'EMAIL_VERIFICATION_INVALID_TOKEN_ERROR') return answer;
    if ((await findVerifiedAddress(input.token)) === undefined) return answer;
    // The SDK passes on any status other than OK but has types for its own only.
    const status = ALREADY_VERIFIED as typeof answer.status;
    return { status };
  };

/** Overrides the SDK's verification with what this app does in addition. */
export const verificationOverrides: Overrides = {
  functions: (original) => ({
    ...original,
    async verifyEmailUsingToken(input) {
      const { token } = openLinkToken(input.token);
      const outcome = await original.verifyEmailUsingToken({ ...input, token });
      if (outcome.status !== 'OK') return outcome;
      const { recipeUserId, email } = outcome.user;
      if (await isCurrent(recipeUserId, email)) await updateSessions(recipeUserId);
      return outcome;
    },
  }),
  apis: (original) => ({
    ...original,
    verifyEmailPOST: original.verifyEmailPOST && verifyOnce(original.verifyEmailPOST.bind(original)),
  }),
};
