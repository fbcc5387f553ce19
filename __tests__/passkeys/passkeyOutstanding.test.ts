import { Authenticator } from '../support/authenticator.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { heldCallsIn } from '../support/heldCalls.ts';
import { outstandingIn } from '../support/outstanding.ts';
import {
  addedPasskey,
  passkeysOf,
  postPasskey,
  registrationOptions,
  removePasskey,
} from '../support/passkeys.ts';
import { SESSIONS, setUpTestApp } from '../support/testApp.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { createUser } from '../support/users.ts';

const app = setUpTestApp(startFullTestApp);
const outstanding = outstandingIn(app);
const { during, failingAt } = heldCallsIn(app);
beforeEach(async () => {
  await app.core.setBehavior('normal');
  await app.database.query('DELETE FROM passkeys');
});

const METADATA = '/recipe/user/metadata';

it('adding a passkey ends what was requested before, and no session', async () => {
  const user = await outstanding.prepare();
  await addedPasskey(user.browser, new Authenticator());
  expect((await outstanding.email.confirm(user.confirm)).statusCode).toBe(400);
  expect((await outstanding.email.cancel(user.cancel)).statusCode).toBe(400);
  expect(bodyOf(await outstanding.resetWith(user.reset))).toEqual({
    status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR',
  });
  expect((await user.attacker.send({ path: SESSIONS })).statusCode).toBe(200);
});

it('removing a passkey ends what was requested before, and all other sessions', async () => {
  await outstanding.expectEnded(async ({ browser }) => {
    const { id } = await addedPasskey(browser, new Authenticator());
    return removePasskey(browser, id);
  });
});

it('removing a passkey again ends the sessions that the first time could not', async () => {
  const user = await outstanding.prepare();
  const { id } = await addedPasskey(user.browser, new Authenticator());
  const response = await failingAt(['GET /recipe/session/user'], () => removePasskey(user.browser, id));
  expect(response.statusCode).toBe(503);
  await app.core.setBehavior('normal');
  expect(bodyOf(await removePasskey(user.browser, id))).toEqual({ removed: false, notified: true });
  expect((await user.attacker.send({ path: SESSIONS })).statusCode).toBe(401);
  const { text } = await app.inbox.read(user.old, 'A passkey was removed from your account');
  expect(text).not.toContain('sessions have ended');
});

it('adding a passkey ends what is requested while it is stored', async () => {
  const { email, browser } = await createUser(app);
  const credential = new Authenticator().create(await registrationOptions(browser));
  let reset = '';
  const response = await during(
    `PUT ${METADATA}`,
    () => postPasskey(browser, 'registration', { credential }),
    async () => {
      reset = await outstanding.resetToken(email);
    },
  );
  expect(response.statusCode).toBe(200);
  expect(bodyOf(await outstanding.resetWith(reset))).toEqual({
    status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR',
  });
});

it.each([
  ['find the account', ['GET /user/id']],
  ['find the session', ['GET /user/id', 'GET /recipe/session']],
  ['end what is requested', [`GET ${METADATA}`]],
])('adds no passkey if it cannot %s afterwards, and the device can be added again', async (_, calls) => {
  const { browser } = await createUser(app);
  const authenticator = new Authenticator();
  const credential = authenticator.create(await registrationOptions(browser));
  const response = await failingAt([`PUT ${METADATA}`, ...calls], () =>
    postPasskey(browser, 'registration', { credential }),
  );
  expect(response.statusCode).toBe(503);
  await app.core.setBehavior('normal');
  expect(await passkeysOf(browser)).toEqual([]);
  expect(await app.database.query('SELECT id FROM passkeys')).toEqual([]);
  await addedPasskey(browser, authenticator);
});

it('adds no passkey if it cannot end what was requested before', async () => {
  const user = await outstanding.prepare();
  const authenticator = new Authenticator();
  const options = await registrationOptions(user.browser);
  const credential = authenticator.create(options);
  const response = await failingAt(['GET /recipe/user/metadata'], () =>
    postPasskey(user.browser, 'registration', { credential }),
  );
  expect(response.statusCode).toBe(503);
  await app.core.setBehavior('normal');
  expect(await passkeysOf(user.browser)).toEqual([]);
});
