import { getUserMetadata, updateUserMetadata } from 'supertokens-node/recipe/usermetadata';
import * as z from 'zod';
import type { profileChange, ProfileFields } from '../../config/contracts/profile.ts';
import { recordMetadata } from '../platform/http/scope.ts';

/**
 * Reads the profile from the metadata, which other programs may write, too: other keys and values that are no
 * text are ignored.
 */
const stored = z.lazy(() => {
  const text = z.string().nullable().catch(null);
  return z.object({ metadata: z.object({ name: text, initials: text }) });
});

/** Returns the profile of a user. */
export async function readProfile(userId: string): Promise<ProfileFields> {
  const answer = await getUserMetadata(userId);
  recordMetadata(userId, answer.metadata as object);
  return stored.parse(answer).metadata;
}

/** Changes the given fields in one call, so that concurrent changes are both saved. */
export async function changeProfile(
  userId: string,
  change: z.output<typeof profileChange>,
): Promise<ProfileFields> {
  return stored.parse(await updateUserMetadata(userId, change)).metadata;
}
