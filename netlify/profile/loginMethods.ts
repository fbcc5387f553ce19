import type { LoginMethodEntry } from '../../config/contracts/profile.ts';
import type { LoginMethod } from '../platform/account/loginMethod.ts';

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
