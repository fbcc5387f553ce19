import type { User } from 'supertokens-node/types';
import { init } from 'supertokens-node/recipe/passwordless';
import { deleteIfNotFirst, findOtherAccounts } from '../platform/account/otherAccounts.ts';
import { OtherMethod } from '../platform/account/otherMethod.ts';
import { NEW_SESSION, requireOwnSdkEvent } from '../sign-in/sdkEvent.ts';

type Override = NonNullable<Parameters<typeof init>[0]['override']>;

const signsInByEmail = ({ loginMethods }: User, email: string): boolean =>
  loginMethods.some((method) => method.recipeId === 'passwordless' && method.hasSameEmailAs(email));

/**
 * Refuses an address that belongs to an account with another way to sign in: without account linking the core
 * would create a second account. The code is checked first, so that only the owner of the address learns of
 * the other account.
 */
const functions: NonNullable<Override['functions']> = (original) => ({
  ...original,
  async consumeCode(input) {
    const checked = await original.checkCode(input);
    if (checked.status !== 'OK') return checked;
    const { email = '' } = checked.consumedDevice;
    const { tenantId, userContext } = input;
    const accounts = await findOtherAccounts(tenantId, email);
    if (accounts[0] !== undefined && !accounts.some((user) => signsInByEmail(user, email))) {
      await original.revokeAllCodes({ email, tenantId, userContext });
      throw new OtherMethod(accounts[0], email);
    }
    const outcome = await original.consumeCode(input);
    if (outcome.status !== 'OK' || !outcome.createdNewRecipeUser) return outcome;
    const older = await deleteIfNotFirst(tenantId, outcome.user, email);
    if (older !== undefined) throw new OtherMethod(older, email);
    return outcome;
  },
});

/**
 * Only this function signs in through the SDK's route, after its own checks. The others are closed: they
 * would send mails past our limits, and reveal who has an account.
 */
const apis: NonNullable<Override['apis']> = (original) => ({
  createCodePOST: undefined,
  resendCodePOST: undefined,
  emailExistsGET: undefined,
  phoneNumberExistsGET: undefined,
  async consumeCodePOST(input) {
    if (original.consumeCodePOST === undefined) throw new Error('the SDK has no sign-in with a code');
    requireOwnSdkEvent(input);
    return original.consumeCodePOST({ ...input, ...NEW_SESSION });
  },
});

const rejectMessage = () => Promise.reject(new Error('This function sends its codes itself.'));

/**
 * The SDK's recipe for links and codes by email. A contact method with phone numbers would need the library
 * that netlify/build/bundle.ts leaves out.
 */
export const passwordlessRecipes = () => [
  init({
    contactMethod: 'EMAIL',
    flowType: 'USER_INPUT_CODE_AND_MAGIC_LINK',
    emailDelivery: { service: { sendEmail: rejectMessage } },
    smsDelivery: { service: { sendSms: rejectMessage } },
    override: { functions, apis },
  }),
];
