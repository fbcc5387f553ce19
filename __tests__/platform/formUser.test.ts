import { DELETION_FUNCTION } from '../../config/contracts/deletion.ts';
import { EMAIL_FUNCTION } from '../../config/contracts/email.ts';
import { PASSWORD_FUNCTION } from '../../config/contracts/password.ts';
import { PROFILE_FUNCTION } from '../../config/contracts/profile.ts';
import { SESSIONS_FUNCTION } from '../../config/contracts/sessions.ts';
import { AUTH, errorCode, PROFILE, startTestApp, setUpTestApp } from '../support/testApp.ts';
import { createUser, type TestUser } from '../support/users.ts';
import { bodyOf } from '../support/testBrowser.ts';

const app = setUpTestApp(startTestApp);
let ada: TestUser;
let bob: TestUser;
beforeAll(async () => {
  ada = await createUser(app);
  bob = await createUser(app);
});

/** All requests that forms of pages cause. */
const changes: [method: string, path: string, body: object][] = [
  ['PATCH', PROFILE_FUNCTION, { name: 'Ada' }],
  ['PUT', PASSWORD_FUNCTION, { currentPassword: 'a', newPassword: 'b' }],
  ['PUT', EMAIL_FUNCTION, { email: 'new@example.com', password: 'a' }],
  ['POST', `${EMAIL_FUNCTION}/verification`, {}],
  ['DELETE', SESSIONS_FUNCTION, {}],
  ['DELETE', `${SESSIONS_FUNCTION}/some-handle`, {}],
  ['POST', DELETION_FUNCTION, { password: 'a', confirmation: 'b' }],
  ['POST', `${AUTH}/signout`, {}],
  ['POST', `${AUTH}/user/email/verify/token`, {}],
];

it.each(changes)('%s %s is refused if another user is signed in', async (method, path, body) => {
  const headers = { 'x-form-user': ada.userId };
  const response = await bob.browser.send({ method, path, body, headers });
  expect([response.statusCode, errorCode(response)]).toEqual([409, 'USER_CHANGED']);
  expect(app.log.at(-1)).toMatchObject({ outcome: 'user_changed' });
  expect(app.log.at(-1)).not.toHaveProperty('cause');
  // Nothing happened, and the other user is still signed in.
  const still = await bob.browser.send({ path: PROFILE });
  expect(bodyOf(still)).toMatchObject({ userId: bob.userId, fields: { name: null } });
});

it.each(['', 'null', 'ada@example.com', '%'])(
  'a header with no valid user counts as another user: %j',
  async (user) => {
    const response = await bob.browser.send({
      method: 'PATCH',
      path: PROFILE,
      body: { name: 'Eve' },
      headers: { 'x-form-user': user },
    });
    expect(response.statusCode).toBe(409);
  },
);

it('the same user may continue', async () => {
  const headers = { 'x-form-user': encodeURIComponent(ada.userId) };
  const response = await ada.browser.send({ method: 'PATCH', path: PROFILE, body: { name: 'Ada' }, headers });
  expect([response.statusCode, bodyOf(response)]).toEqual([200, { name: 'Ada', initials: null }]);
});
