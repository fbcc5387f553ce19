import { getUserMetadata, updateUserMetadata } from 'supertokens-node/recipe/usermetadata';
import * as z from 'zod';
import { profileFields, type ProfileFields } from '../../config/contracts/profile.ts';
import type { profileChange } from '../../config/contracts/profile.ts';

const { name, initials } = profileFields.shape;

/** A team's own programs write metadata too: other keys are theirs, and what is no text in ours counts as nothing. */
const stored = z.object({
  metadata: z.object({ name: name.catch(null), initials: initials.catch(null) }),
});

/** What a person says of herself. */
export async function readProfile(userId: string): Promise<ProfileFields> {
  return stored.parse(await getUserMetadata(userId)).metadata;
}

/** Changes the fields that are named, in one call, so that two changes at a time both arrive. */
export async function changeProfile(
  userId: string,
  change: z.output<typeof profileChange>,
): Promise<ProfileFields> {
  return stored.parse(await updateUserMetadata(userId, change)).metadata;
}
