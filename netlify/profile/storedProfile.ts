import { getUserMetadata, updateUserMetadata } from 'supertokens-node/recipe/usermetadata';
import * as z from 'zod';
import { profileFields, type ProfileFields } from '../../config/contracts/profile.ts';
import type { profileChange } from '../../config/contracts/profile.ts';

const { name, initials } = profileFields.shape;

/**
 * Reads the profile from the metadata, which other programs may write, too: other keys and values that are no
 * text are ignored.
 */
const stored = z.object({
  metadata: z.object({ name: name.catch(null), initials: initials.catch(null) }),
});

/** Returns the profile of a user. */
export async function readProfile(userId: string): Promise<ProfileFields> {
  return stored.parse(await getUserMetadata(userId)).metadata;
}

/** Changes the given fields in one call, so that concurrent changes are both saved. */
export async function changeProfile(
  userId: string,
  change: z.output<typeof profileChange>,
): Promise<ProfileFields> {
  return stored.parse(await updateUserMetadata(userId, change)).metadata;
}
