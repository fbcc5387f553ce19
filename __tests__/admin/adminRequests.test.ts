import { errorCode, setUpTestApp } from '../support/testApp.ts';
import type { TestUser } from '../support/users.ts';
import { everyCall, startAdminTestApp, USERS } from './support/adminFunctions.ts';

const app = setUpTestApp(startAdminTestApp);
let admin: TestUser;
let other: TestUser;
beforeAll(async () => {
  admin = await app.newAdministrator();
  other = await app.createUser();
});

const changes = everyCall('some-user').filter(([method]) => method !== 'GET');

it.each(changes)('%s %s is refused where another user is signed in', async (method, path, body = {}) => {
  const headers = { 'x-form-user': other.userId };
  const response = await admin.browser.send({ method, path, body, headers });
  expect([response.statusCode, errorCode(response)]).toEqual([409, 'USER_CHANGED']);
  expect(app.log.at(-1)).toMatchObject({ outcome: 'user_changed' });
});

it('HEAD of the list of users answers as GET does, without a body', async () => {
  const get = await admin.browser.ask({ path: USERS });
  const head = await admin.browser.ask({ method: 'HEAD', path: USERS });
  expect([head.statusCode, head.body]).toEqual([200, '']);
  expect(Object.keys(head.headers ?? {}).sort()).toEqual(Object.keys(get.headers ?? {}).sort());
});
