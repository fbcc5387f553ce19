import type { User } from 'supertokens-node';
import type { LoginMethodEntry } from '../../config/contracts/profile.ts';

type LoginMethod = User['loginMethods'][number];

/** Describes a login method: recipe, identity and creation time. */
export function toLoginMethod({
  recipeId,
  email,
  phoneNumber,
  thirdParty,
  timeJoined,
}: LoginMethod): LoginMethodEntry {
  const identity = email ?? phoneNumber ?? '';
  return { recipe: recipeId, identity, provider: thirdParty?.id ?? null, createdAt: timeJoined };
}
