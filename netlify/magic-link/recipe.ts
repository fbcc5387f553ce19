import type { User } from 'supertokens-node/types';
import { init } from 'supertokens-node/recipe/passwordless';
import { canJoin } from '../platform/account/linking.ts';
import { deleteIfNotFirst, findOtherAccounts, joinOtherAccounts } from '../platform/account/otherAccounts.ts';
import { methodsOfOwner, OtherMethod } from '../platform/account/otherMethod.ts';
import { recordNewAccount } from '../platform/http/scope.ts';
import { claimCode } from './codeUse.ts';
import { NEW_SESSION, requireOwnSdkEvent } from '../sign-in/sdkEvent.ts';

type Override = NonNullable<Parameters<typeof init>[0]['override']>;

const signsInByEmail = ({ loginMethods }: User, email: string): boolean =>
  loginMethods.some((method) => method.recipeId === 'passwordless' && method.hasSameEmailAs(email));

const functions: NonNullable<Override['functions']> = (original) => ({
  ...original,
  async consumeCode(input) {
    const outcome = await original.consumeCode(input);
    if (outcome.status !== 'OK') return outcome;
    const { tenantId } = input;
    const { email = '' } = outcome.consumedDevice;
    if (outcome.createdNewRecipeUser) {
      const older = await deleteIfNotFirst(tenantId, outcome, email);
      if (older !== undefined) throw new OtherMethod(await methodsOfOwner(older));
    }
    const user = await joinOtherAccounts(tenantId, outcome.user, email);
    if (outcome.createdNewRecipeUser && user.loginMethods.length === 1) recordNewAccount();
    return { ...outcome, user };
  },
});

type Apis = ReturnType<NonNullable<Override['apis']>>;
type ConsumeInput = Parameters<NonNullable<Apis['consumeCodePOST']>>[0];

/**
 * Refuses an address that belongs to an account which the link or code cannot become a part of: the core
 * would create a second account. The code is checked first, so that only the owner of the address learns of
 * the other account; the SDK would look for it before.
 *
 * @returns why the code is refused; undefined for a valid one
 * @throws OtherMethod
 */
async function checkOwner(input: ConsumeInput) {
  const { tenantId, userContext, preAuthSessionId } = input;
  const { recipeImplementation: recipe } = input.options;
  const proof =
    'linkCode' in input
      ? { linkCode: input.linkCode }
      : { deviceId: input.deviceId, userInputCode: input.userInputCode };
  const checked = await recipe.checkCode({ ...proof, preAuthSessionId, tenantId, userContext });
  if (checked.status !== 'OK') return checked;
  const { email = '' } = checked.consumedDevice;
  const accounts = await findOtherAccounts(tenantId, email);
  const isOwn = accounts.some((user) => signsInByEmail(user, email));
  for (const other of isOwn ? [] : accounts) {
    if (await canJoin(other, email, 'email')) continue;
    await recipe.revokeAllCodes({ email, tenantId, userContext });
    throw new OtherMethod(await methodsOfOwner(other));
  }
  return (await claimCode(email)) ? undefined : ({ status: 'RESTART_FLOW_ERROR' } as const);
}

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
    const refused = await checkOwner(input);
    if (refused !== undefined) return refused;
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
