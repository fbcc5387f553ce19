import type { User } from 'supertokens-node/types';

/** One of the ways to sign in that make up an account of the core. */
export type LoginMethod = User['loginMethods'][number];

/** Returns the login method of a user with this id; undefined if there is none. */
export const findLoginMethod = (user: User | undefined, recipeUserId: string): LoginMethod | undefined =>
  user?.loginMethods.find((one) => one.recipeUserId.getAsString() === recipeUserId);

/** Whether one of the user's login methods has a password. */
export const hasPassword = ({ loginMethods }: User): boolean =>
  loginMethods.some(({ recipeId }) => recipeId === 'emailpassword');
