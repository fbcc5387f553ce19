import { getUser } from 'supertokens-node';
import { getSessionInformation, type SessionContainer } from 'supertokens-node/recipe/session';
import type * as z from 'zod';
import type { ProfileAnswer, ProfileFields } from '../../config/contracts/profile.ts';
import { profileChange } from '../../config/contracts/profile.ts';
import { showProfile } from '../profile/profileClaims.ts';
import { changeProfile, readProfile } from '../profile/storedProfile.ts';
import { toLoginMethod } from '../profile/loginMethods.ts';
import { createFunction } from '../platform/createFunction.ts';
import { defineRoute } from '../platform/routes/defineRoute.ts';
import { sessionGone } from '../platform/session/verifySession.ts';

async function readWholeProfile(session: SessionContainer): Promise<ProfileAnswer> {
  const [user, stored, fields] = await Promise.all([
    getUser(session.getUserId()),
    getSessionInformation(session.getHandle()),
    readProfile(session.getUserId()),
  ]);
  if (user === undefined) await session.revokeSession();
  if (user === undefined || stored === undefined) throw sessionGone();
  return {
    userId: user.id,
    emails: user.emails,
    timeJoined: user.timeJoined,
    fields,
    loginMethods: user.loginMethods.map(toLoginMethod),
    session: { handle: stored.sessionHandle, createdAt: stored.timeCreated, expiresAt: stored.expiry },
  };
}

/** A change of the language alone, which many pages can make, changes no session. */
async function saveProfile(
  session: SessionContainer,
  change: z.output<typeof profileChange>,
): Promise<ProfileFields> {
  const fields = await changeProfile(session.getUserId(), change);
  if (change.name !== undefined || change.initials !== undefined) await showProfile(session, fields);
  return fields;
}

/**
 * `/.netlify/functions/profile`. `GET` returns account data from the core, which also shows that the session
 * still exists. `PATCH` changes the profile.
 */
export const handler = createFunction({
  name: 'profile',
  routes: {
    'GET ': defineRoute({ verifySession: 'present', handler: ({ session }) => readWholeProfile(session) }),
    'PATCH ': defineRoute({
      verifySession: 'live',
      body: profileChange,
      handler: ({ session }, { body }) => saveProfile(session, body),
    }),
  },
});
