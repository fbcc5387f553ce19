import type { User } from 'supertokens-node';
import type { WayIn } from '../../config/contracts/profile.ts';

type LoginMethod = User['loginMethods'][number];

/** Describes a login method: recipe, identity and start. */
export function toWayIn({ recipeId, email, phoneNumber, thirdParty, timeJoined }: LoginMethod): WayIn {
  const identity = thirdParty?.id ?? email ?? phoneNumber ?? '';
  return { recipe: recipeId, identity, since: timeJoined };
}
