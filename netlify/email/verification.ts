import { getUser, type RecipeUserId } from 'supertokens-node';
import { EmailVerificationClaim } from 'supertokens-node/recipe/emailverification';
import { getAllSessionHandlesForUser, setClaimValue } from 'supertokens-node/recipe/session';
import type { BackendBehaviour } from '../../config/supertokens/backend.ts';
import { ALREADY_VERIFIED } from '../../config/contracts/sign-in.ts';
import { openLinkToken } from '../platform/linkToken.ts';
import { verifiedByLink } from './usedLink.ts';

type Overrides = NonNullable<BackendBehaviour['emailVerification']>;
type Apis = ReturnType<NonNullable<Overrides['apis']>>;
type VerifyEmail = NonNullable<Apis['verifyEmailPOST']>;

/** The core is told of sessions one by one, and there is a time by which this has to be answered. */
const MOST_SESSIONS = 50;

/** Every session of somebody learns at its next refresh that her address is verified: a link may be opened anywhere. */
export async function tellSessions(recipeUserId: RecipeUserId): Promise<void> {
  const handles = await getAllSessionHandlesForUser(recipeUserId.getAsString(), false);
  const told = handles.slice(0, MOST_SESSIONS).map((one) => setClaimValue(one, EmailVerificationClaim, true));
  // One that ended in between has nothing to learn, and the address is verified whatever becomes of this.
  await Promise.allSettled(told);
}

/** Whether it is her address now: a link may also be about one that she wants to change to. */
async function isCurrent(recipeUserId: RecipeUserId, email: string): Promise<boolean> {
  const user = await getUser(recipeUserId.getAsString());
  const own = user?.loginMethods.find((one) => one.recipeUserId.getAsString() === recipeUserId.getAsString());
  return own?.hasSameEmailAs(email) === true;
}

/** Tells a link that was used from one that is no good; without a session too. */
const verifyOnce =
  (verify: VerifyEmail): VerifyEmail =>
  async (input) => {
    const answer = await verify(input);
    if (answer.status !== 'EMAIL_VERIFICATION_INVALID_TOKEN_ERROR') return answer;
    if ((await verifiedByLink(input.token)) === undefined) return answer;
    // The SDK passes any status on that is not OK, and types only its own.
    const status = ALREADY_VERIFIED as typeof answer.status;
    return { status };
  };

/** What verifying an address means to this application, beyond what it means to the SDK. */
export const verificationOverrides: Overrides = {
  functions: (original) => ({
    ...original,
    async verifyEmailUsingToken(input) {
      const { token } = openLinkToken(input.token);
      const outcome = await original.verifyEmailUsingToken({ ...input, token });
      if (outcome.status !== 'OK') return outcome;
      const { recipeUserId, email } = outcome.user;
      if (await isCurrent(recipeUserId, email)) await tellSessions(recipeUserId);
      return outcome;
    },
  }),
  apis: (original) => ({
    ...original,
    verifyEmailPOST: original.verifyEmailPOST && verifyOnce(original.verifyEmailPOST.bind(original)),
  }),
};
