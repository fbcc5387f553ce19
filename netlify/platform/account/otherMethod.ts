import type { User } from 'supertokens-node/types';
import type { SignInMethod } from '../../../config/signInMethods.ts';
import type { FunctionEvent } from '../http/message.ts';
import { Refusal } from '../http/refusal.ts';
import { currentScope } from '../http/scope.ts';
import { firstSignInMethod } from './methodOfAccount.ts';

/**
 * Returns the ways to sign in to an account that features add to those of the core and that work in the
 * browser of a request; none without the database. See netlify/data/storedData.ts: this module is part of
 * functions that use no database.
 */
export type FindAddedMethods = (userId: string, event: FunctionEvent) => Promise<readonly SignInMethod[]>;

let findAddedMethods: FindAddedMethods | undefined;

/** Sets what finds the added ways, for functions that refuse a second way to sign in. */
export function setFindAddedMethods(find: FindAddedMethods | undefined): void {
  findAddedMethods ??= find;
}

async function addedMethods({ id }: User): Promise<readonly SignInMethod[]> {
  const event = currentScope()?.event;
  return event === undefined ? [] : ((await findAddedMethods?.(id, event)) ?? []);
}

/** Refuses a sign-in with an address that belongs to an account whose user signs in another way. */
export class OtherMethod extends Refusal {
  /** See {@link methodsOfOwner}. */
  readonly methods: readonly SignInMethod[];

  constructor(methods: readonly SignInMethod[]) {
    super(409, 'CONFLICT', 'This address already has an account.', { outcome: 'other_method' });
    this.methods = methods;
  }
}

/**
 * Returns how the user of an account signs in, of the ways that this deploy knows: the first one, and those
 * added to it.
 *
 * @param owner the account. Only for users who have proved that the address is theirs: no one else may
 *   learn of the account.
 */
export async function methodsOfOwner(owner: User): Promise<readonly SignInMethod[]> {
  const first = firstSignInMethod(owner);
  return [...(first === undefined ? [] : [first]), ...(await addedMethods(owner))];
}
