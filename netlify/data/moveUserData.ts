import { getUserMetadata, updateUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { clearUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { getRolesForUser, removeUserRole } from 'supertokens-node/recipe/userroles';
import type { JSONObject, User } from 'supertokens-node/types';
import { DEFAULT_TENANT } from '../../config/supertokens/tenant.ts';
import { endOutstanding } from '../email/outstanding.ts';
import { assignRole } from '../platform/roles/userRoles.ts';
import { moveAttempts } from '../platform/throttle/throttle.ts';
import { moveStoredData } from './storedData.ts';

/**
 * Requests that were in progress while accounts were linked may store something under the earlier id for this
 * long.
 */
const SETTLED_AFTER_MS = 60_000;

type Metadata = Record<string, unknown>;

/** Metadata key with what was moved from an id: the time of the first move, then `true`. */
const markOf = (fromId: string): string => `moved.${fromId}`;

/** What belongs to requests of the earlier account, and ends with it. */
const isOwnKey = (key: string): boolean =>
  ['pendingEmail', 'credentialGeneration', 'credentialsChangedAt', 'deletionBegun'].includes(key) ||
  /^(moved|removedMethod)\./.test(key);

const metadataOf = async (userId: string): Promise<Metadata> =>
  (await getUserMetadata(userId)).metadata as Metadata;

/** What the user has stays as it is. */
async function moveMetadata(fromId: string, toId: string, known: Metadata): Promise<void> {
  const found = Object.entries(await metadataOf(fromId));
  const added = found.filter(([key]) => !isOwnKey(key) && (known[key] ?? null) === null);
  if (added.length > 0) await updateUserMetadata(toId, Object.fromEntries(added) as JSONObject);
  if (found.length > 0) await clearUserMetadata(fromId);
}

async function moveRoles(fromId: string, { id, tenantIds }: User): Promise<void> {
  for (const tenantId of tenantIds.length > 0 ? tenantIds : [DEFAULT_TENANT])
    for (const role of (await getRolesForUser(tenantId, fromId)).roles) {
      await assignRole(tenantId, id, role);
      await removeUserRole(tenantId, fromId, role);
    }
}

async function moveFrom(fromId: string, user: User, known: Metadata): Promise<void> {
  await moveStoredData(fromId, user.id);
  await moveAttempts(fromId, user.id);
  await moveMetadata(fromId, user.id, known);
  await moveRoles(fromId, user);
}

const isSettled = (mark: unknown): boolean =>
  typeof mark === 'number' && Date.now() - mark > SETTLED_AFTER_MS;

/**
 * Moves what was stored under the ids of a user's login methods from before they became part of the account.
 * Repeats a move that has failed, and each one once more when requests that were in progress have ended.
 *
 * @throws DatabaseUnavailable if a part may be left
 */
export async function moveUserData(user: User): Promise<void> {
  const fromIds = user.loginMethods
    .map(({ recipeUserId }) => recipeUserId.getAsString())
    .filter((recipeUserId) => recipeUserId !== user.id);
  if (fromIds.length === 0) return;
  const known = await metadataOf(user.id);
  for (const fromId of fromIds) {
    const mark = known[markOf(fromId)];
    if (mark === true || (mark !== undefined && !isSettled(mark))) continue;
    // All that is outstanding was requested before the account had this way to sign in.
    if (mark === undefined) await endOutstanding(user.id);
    await moveFrom(fromId, user, known);
    await updateUserMetadata(user.id, { [markOf(fromId)]: mark === undefined ? Date.now() : true });
  }
}
