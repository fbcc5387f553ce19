import {
  getAllSessionHandlesForUser,
  getSessionInformation,
  type SessionContainer,
  type SessionInformation,
} from 'supertokens-node/recipe/session';
import { getUserMetadata } from 'supertokens-node/recipe/usermetadata';
import { getRolesForUser } from 'supertokens-node/recipe/userroles';
import type { User } from 'supertokens-node/types';
import type { AccountData } from '../../config/contracts/data.ts';
import { rememberedDevice } from '../sessions/device.ts';
import { requireSessionUser } from '../platform/session/sessionUser.ts';
import { describeDevice } from '../sessions/describeDevice.ts';
import { moveUserData } from './moveUserData.ts';
import { readStoredData } from './storedData.ts';

const ABOUT =
  'All data of your account. Times are milliseconds since 1 January 1970, UTC. Your password is not stored, only its hash.';

/** The core returns session data one by one; more requests at a time would delay other users. */
const AT_ONCE = 20;

async function storedSessions(userId: string): Promise<SessionInformation[]> {
  const handles = await getAllSessionHandlesForUser(userId);
  const stored: (SessionInformation | undefined)[] = [];
  while (handles.length > 0)
    stored.push(
      ...(await Promise.all(handles.splice(0, AT_ONCE).map((handle) => getSessionInformation(handle)))),
    );
  return stored.filter((one) => one !== undefined);
}

function toPlain({ recipeUserId, sessionDataInDatabase, ...stored }: SessionInformation) {
  return {
    ...stored,
    recipeUserId: recipeUserId.getAsString(),
    device: describeDevice(rememberedDevice(sessionDataInDatabase).userAgent),
    sessionDataInDatabase: sessionDataInDatabase as unknown,
  };
}

function rolesOf({ id, tenantIds }: User): Promise<AccountData['roles']> {
  return Promise.all(
    tenantIds.map(async (tenantId) => ({ tenantId, roles: (await getRolesForUser(tenantId, id)).roles })),
  );
}

/**
 * Returns everything that is stored about the owner of a session.
 *
 * @throws DatabaseUnavailable if a part of it cannot be read
 */
export async function collectData(session: SessionContainer): Promise<AccountData> {
  const user = await requireSessionUser(session);
  const userId = session.getUserId();
  await moveUserData(user);
  const [stored, roles, sessions, ofFeatures] = await Promise.all([
    getUserMetadata(userId),
    rolesOf(user),
    storedSessions(userId),
    readStoredData(userId),
  ]);
  return {
    ...ofFeatures,
    about: ABOUT,
    user: user.toJson() as Record<string, unknown>,
    metadata: stored.metadata as Record<string, unknown>,
    roles,
    sessions: sessions.map(toPlain),
  };
}
