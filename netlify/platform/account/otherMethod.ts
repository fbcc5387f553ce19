import type { User } from 'supertokens-node/types';
import type { SignInMethod } from '../../../config/signInMethods.ts';
import { Refusal } from '../http/refusal.ts';
import { toMethod } from './methodOfAccount.ts';

const ADVICE: Partial<Record<SignInMethod, string>> = {
  password: 'Sign in with your password.',
  email: 'Sign in with a link that we email you.',
};

/** Refuses a sign-in with an address that belongs to an account whose user signs in another way. */
export class OtherMethod extends Refusal {
  /** How that user signs in, if this deploy knows the way. */
  readonly method: SignInMethod | undefined;

  /**
   * @param owner the account. Only for users who have proved that the address is theirs: no one else may
   *   learn of the account.
   */
  constructor(owner: User, email: string) {
    const own = owner.loginMethods.find((method) => method.hasSameEmailAs(email));
    const method = own && toMethod(own);
    const advice = (method && ADVICE[method]) ?? 'Sign in the way you did before.';
    super(409, 'CONFLICT', `This address already has an account. ${advice}`, { outcome: 'other_method' });
    this.method = method;
  }
}
