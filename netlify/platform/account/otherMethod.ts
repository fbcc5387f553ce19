import type { User } from 'supertokens-node/types';
import { getEnv } from '../../../config/env/env.ts';
import { providerName, toProviderId, type SignInMethod } from '../../../config/signInMethods.ts';
import { Refusal } from '../http/refusal.ts';
import { firstSignInMethod } from './methodOfAccount.ts';

const ADVICE: Partial<Record<SignInMethod, string>> = {
  password: 'Sign in with your password.',
  email: 'Sign in with a link that we email you.',
};

function adviceFor(method: SignInMethod): string | undefined {
  const provider = toProviderId(method);
  if (provider === undefined) return ADVICE[method];
  return `Sign in with ${providerName(provider, getEnv().social.oidc?.name)}.`;
}

/** Refuses a sign-in with an address that belongs to an account whose user signs in another way. */
export class OtherMethod extends Refusal {
  /** How that user signs in, if this deploy knows the way. */
  readonly method: SignInMethod | undefined;

  /**
   * @param owner the account. Only for users who have proved that the address is theirs: no one else may
   *   learn of the account.
   */
  constructor(owner: User) {
    const method = firstSignInMethod(owner);
    const advice = (method && adviceFor(method)) ?? 'Sign in the way you did before.';
    super(409, 'CONFLICT', `This address already has an account. ${advice}`, { outcome: 'other_method' });
    this.method = method;
  }
}
