import { errorCode } from '../support/functionWorld.ts';
import type { Person } from '../support/people.ts';
import { everyCall, startAdminWorld, USERS, type AdminWorld } from './support/adminFunctions.ts';

let world: AdminWorld;
let admin: Person;
let other: Person;
beforeAll(async () => {
  world = await startAdminWorld();
  admin = await world.newAdministrator();
  other = await world.newPerson();
});
afterAll(() => world.close());

const changes = everyCall('some-user').filter(([method]) => method !== 'GET');

it.each(changes)('%s %s is refused where another user is signed in', async (method, path, body = {}) => {
  const headers = { 'x-form-user': other.userId };
  const response = await admin.browser.send({ method, path, body, headers });
  expect([response.statusCode, errorCode(response)]).toEqual([409, 'USER_CHANGED']);
  expect(world.log.at(-1)).toMatchObject({ outcome: 'user_changed' });
});

it('HEAD of the list of users answers as GET does, without a body', async () => {
  const get = await admin.browser.ask({ path: USERS });
  const head = await admin.browser.ask({ method: 'HEAD', path: USERS });
  expect([head.statusCode, head.body]).toEqual([200, '']);
  expect(Object.keys(head.headers ?? {}).sort()).toEqual(Object.keys(get.headers ?? {}).sort());
});
