import { createNewRoleOrAddPermissions, getRolesForUser } from 'supertokens-node/recipe/userroles';
import {
  ADMIN_FUNCTION,
  userDetailsAnswer,
  type UserDetailsAnswer,
} from '../../../config/contracts/admin.ts';

import { readActivity } from '../../../netlify/activity/activityLog.ts';
import { createRole, assignRole } from '../../../netlify/platform/roles/userRoles.ts';
import type { FunctionResponse } from '../../../netlify/platform/http/message.ts';
import { createUser, type TestUser } from '../../support/users.ts';
import { startTestAppWithDatabase, type TestAppWithDatabase } from '../../support/testAppWithDatabase.ts';
import { bodyOf } from '../../support/testBrowser.ts';

export const USERS = `${ADMIN_FUNCTION}/users`;

/**
 * The test app with the roles `admin` and `editor` and a database for activity.
 */
export interface AdminTestApp extends TestAppWithDatabase {
  createUser: (email?: string) => Promise<TestUser>;
  newAdministrator: () => Promise<TestUser>;
  ask: (by: TestUser, method: string, path: string, body?: object) => Promise<FunctionResponse>;
  /** Returns the details of a user. Fails the test if they are refused. */
  look: (by: TestUser, userId: string) => Promise<UserDetailsAnswer>;
  /** The kinds of recorded events of a user except sign-ins, oldest first. */
  kindsOf: (userId: string) => Promise<string[]>;
}

/** Returns the path of a user, or of something below it, in the admin function. */
export function pathOf(userId: string, rest = ''): string {
  return `${USERS}/${encodeURIComponent(userId)}${rest}`;
}

/** All requests of an administrator: method, path and body. The first one is about no particular user. */
export function everyCall(userId: string): [string, string, object?][] {
  return [
    ['GET', USERS],
    ['GET', pathOf(userId)],
    ['DELETE', pathOf(userId, '/sessions')],
    ['DELETE', pathOf(userId, '/sessions/a-handle')],
    ['PUT', pathOf(userId, '/roles/admin')],
    ['DELETE', pathOf(userId, '/roles/editor')],
    ['POST', pathOf(userId, '/deletion'), { confirmation: 'x' }],
  ];
}

/** The roles of a user in the core. */
export async function rolesOf(userId: string): Promise<string[]> {
  return (await getRolesForUser('public', userId)).roles;
}

/** Starts the functions with this environment, and a database. */
export async function startAdminTestApp(env: Record<string, string> = {}): Promise<AdminTestApp> {
  const app = await startTestAppWithDatabase(env);
  // The first call of a function initialises the SDK.
  await app.signedIn();
  await createRole('admin');
  await createNewRoleOrAddPermissions('editor', ['pages:write']);
  const ask: AdminTestApp['ask'] = ({ browser }, method, path, body) =>
    browser.send({ method, path, ...(body !== undefined && { body }) });
  return {
    ...app,
    createUser: (email) => createUser(app, { email }),
    newAdministrator: async () => {
      const one = await createUser(app);
      await assignRole('public', one.userId, 'admin');
      return one;
    },
    ask,
    look: async (by, userId) => {
      const response = await ask(by, 'GET', pathOf(userId));
      expect(response.statusCode).toBe(200);
      return userDetailsAnswer.parse(bodyOf(response));
    },
    kindsOf: async (userId) => {
      const { days } = await readActivity(userId);
      return Object.values(days)
        .flatMap(({ entries }) => entries.map(({ kind }) => kind))
        .filter((kind) => kind !== 'signed_in');
    },
  };
}
