import type { FindAddedMethods } from '../platform/account/otherMethod.ts';
import { fallBackIfUnavailable } from '../platform/store/database.ts';
import type { UserData } from '../platform/userData.ts';
import * as features from './features.ts';

const listed: [string, UserData][] = Object.entries(features);

/**
 * Returns what each feature stores about a user, by the name of the feature.
 *
 * @throws DatabaseUnavailable if a part cannot be read
 */
export async function readStoredData(userId: string): Promise<Record<string, unknown>> {
  const parts = listed.map(async ([name, { read }]) => [name, await read(userId)] as const);
  return Object.fromEntries(await Promise.all(parts));
}

/**
 * Checks that what features store about a user can be reached.
 *
 * @throws DatabaseUnavailable if a part cannot be read
 */
export async function requireStoredData(userId: string): Promise<void> {
  await readStoredData(userId);
}

/**
 * Erases what each feature stores about a user. Can be repeated.
 *
 * @throws DatabaseUnavailable if a part may be left
 */
export async function eraseStoredData(userId: string): Promise<void> {
  await Promise.all(listed.map(([, { erase }]) => erase(userId)));
}

/**
 * Moves what each feature stores about a user to another one. Can be repeated.
 *
 * @throws DatabaseUnavailable if a part may be left
 */
export async function moveStoredData(fromId: string, toId: string): Promise<void> {
  await Promise.all(listed.map(([, { move }]) => move(fromId, toId)));
}

/** Returns the ways to sign in to an account that features add to those of the core. */
export const findAddedMethods: FindAddedMethods = async (userId, event) => {
  const parts = listed.map(async ([, { signInMethods }]) =>
    fallBackIfUnavailable([], async () => (await signInMethods?.(userId, event)) ?? []),
  );
  return (await Promise.all(parts)).flat();
};
