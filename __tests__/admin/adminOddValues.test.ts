import { createRole, assignRole } from '../../netlify/platform/roles/userRoles.ts';
import { encodeIfWellFormed, ODD_TEXTS, ODD_VALUES } from '../support/oddValues.ts';
import { startOddValuesTestApp, type OddValuesTestApp } from '../support/oddValuesTestApp.ts';
import { createUser, type TestUser } from '../support/users.ts';
import { pathOf, USERS } from './support/adminFunctions.ts';

let app: OddValuesTestApp;
let administrator: TestUser;
let other: TestUser;
beforeAll(async () => {
  app = await startOddValuesTestApp(async (started) => {
    administrator = await createUser(started);
    await createRole('admin');
    await assignRole('public', administrator.userId, 'admin');
    return administrator;
  });
  other = await createUser(app);
});
afterAll(() => app.close());
beforeEach(() => app.renew());

it.each(['email', 'cursor', 'unknown'])(
  'any value of %j in the query of the list is answered',
  async (name) => {
    await app.tryAll(ODD_TEXTS, (value) => ({ path: USERS, query: { [name]: String(value) } }));
  },
);

it.each(['confirmation', 'unknown'])(
  'any value of %j in the body of a deletion is answered',
  async (field) => {
    const path = pathOf(other.userId, '/deletion');
    await app.tryAll(ODD_VALUES, (value) => ({
      method: 'POST',
      path,
      body: { confirmation: 'x', [field]: value },
    }));
  },
);

/** Every route with a part of its path that a client chooses. */
const paths: Record<string, [method: string, pathWith: (part: string) => string]> = {
  'a user': ['GET', (part) => `${USERS}/${part}`],
  'a user whose sessions end': ['DELETE', (part) => `${USERS}/${part}/sessions`],
  'a user who is deleted': ['POST', (part) => `${USERS}/${part}/deletion`],
  'a session of a user': ['DELETE', (part) => pathOf(other.userId, `/sessions/${part}`)],
  'a role that is given': ['PUT', (part) => pathOf(other.userId, `/roles/${part}`)],
  'a role that is taken': ['DELETE', (part) => pathOf(administrator.userId, `/roles/${part}`)],
};

it.each(Object.entries(paths))(
  'answers any part of the path of %s without a server error',
  async (_, [method, pathWith]) => {
    const body = method === 'POST' ? { body: { confirmation: 'x' } } : {};
    await app.tryAll(ODD_TEXTS, (part) => ({ method, path: pathWith(encodeIfWellFormed(part)), ...body }));
    await app.tryAll(ODD_TEXTS, (part) => ({ method, path: pathWith(String(part)), ...body }));
  },
);
