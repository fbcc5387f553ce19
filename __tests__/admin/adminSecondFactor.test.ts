import { assignRole, createRole } from '../../netlify/platform/roles/userRoles.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { codeOf, enrol, PERIOD_MS, sendCode } from '../support/secondFactor.ts';
import { errorCode, passTime, SESSIONS, stopTime, USER, setUpTestApp } from '../support/testApp.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { createUser, signIn, type TestUser } from '../support/users.ts';
import { pathOf } from './support/adminFunctions.ts';

const app = setUpTestApp(() => startFullTestApp({ SECOND_FACTOR: 'optional' }));
let admin: TestUser;
beforeAll(async () => {
  stopTime();
  admin = await createUser(app);
  await createRole('admin');
  await assignRole('public', admin.userId, 'admin');
});

it('an administrator sees the factor of a user without secrets, and turns it off', async () => {
  const user = await createUser(app);
  const { secret, recoveryCodes } = await enrol(user.browser);
  const details = await admin.browser.send({ path: pathOf(user.userId) });
  expect(bodyOf(details).secondFactor).toEqual({
    addedAt: Date.now(),
    recoveryCodesLeft: 10,
    codesSaved: false,
  });
  for (const text of [secret, ...recoveryCodes]) expect(details.body).not.toContain(text);

  const turnOff = () => admin.browser.send({ method: 'DELETE', path: pathOf(user.userId, '/second-factor') });
  expect(bodyOf(await turnOff())).toEqual({ changed: true });
  expect(bodyOf(await turnOff())).toEqual({ changed: false });
  expect(bodyOf(await admin.browser.send({ path: pathOf(user.userId) })).secondFactor).toBeNull();
  expect(errorCode(await user.browser.ask({ path: SESSIONS }))).toBe('SESSION_REQUIRED');
  const { text } = await app.inbox.read(user.email, 'Two-factor authentication was turned off');
  expect(text).toContain('An administrator has turned off');
  expect((await (await signIn(app, user.email)).browser.ask({ path: USER })).statusCode).toBe(200);
});

it('an administrator cannot turn off their own this way, and is asked for a code after 10 minutes', async () => {
  const { secret } = await enrol(admin.browser);
  const own = () => admin.browser.send({ method: 'DELETE', path: pathOf(admin.userId, '/second-factor') });
  expect((await own()).statusCode).toBe(409);
  passTime(20 * PERIOD_MS + 1000);
  expect(errorCode(await own())).toBe('RECENT_FACTOR_REQUIRED');
  await sendCode(admin.browser, codeOf(secret), { page: '/confirm-identity' });
  expect((await own()).statusCode).toBe(409);
});
