import { getUserMetadata, updateUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { toSignInMethod, type SignInMethod } from '../../../config/signInMethods.ts';

/** Metadata key of a way to sign in that the user has removed. */
const PREFIX = 'removedMethod.';

/**
 * Returns the ways to sign in that a user has removed. They do not become part of the account again, although
 * they have its address, until the user allows it.
 */
export async function removedMethods(userId: string): Promise<SignInMethod[]> {
  const metadata = (await getUserMetadata(userId)).metadata as Record<string, unknown>;
  return Object.entries(metadata).flatMap(([key, value]) => {
    const method = key.startsWith(PREFIX) ? toSignInMethod(key.slice(PREFIX.length)) : undefined;
    return method !== undefined && value === true ? [method] : [];
  });
}

/** Sets whether a user has removed a way to sign in. */
export async function setRemoved(userId: string, method: SignInMethod, isRemoved: boolean): Promise<void> {
  await updateUserMetadata(userId, { [PREFIX + method]: isRemoved ? true : null });
}
