import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { Authenticator } from '../support/authenticator.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
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

const app = setUpTestApp(startFullTestApp);
const outstanding = outstandingIn(app);
beforeEach(() => app.core.setBehavior('normal'));

/** The core does not respond any more as soon as a request calls it for something. */
async function failingAt(call: string, send: () => Promise<FunctionResponse>): Promise<FunctionResponse> {
  const held = app.core.hold(call);
  const response = send();
  await held.received;
  await app.core.setBehavior('unreachable');
  held.release();
  return response;
}

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
  const response = await failingAt('GET /recipe/session/user', () => removePasskey(user.browser, id));
  expect(response.statusCode).toBe(503);
  await app.core.setBehavior('normal');
  expect(bodyOf(await removePasskey(user.browser, id))).toEqual({ removed: false, notified: true });
  expect((await user.attacker.send({ path: SESSIONS })).statusCode).toBe(401);
});

it('adds no passkey if it cannot end what was requested before', async () => {
  const user = await outstanding.prepare();
  const authenticator = new Authenticator();
  const options = await registrationOptions(user.browser);
  const credential = authenticator.create(options);
  const response = await failingAt('GET /recipe/user/metadata', () =>
    postPasskey(user.browser, 'registration', { credential }),
  );
  expect(response.statusCode).toBe(503);
  await app.core.setBehavior('normal');
  expect(await passkeysOf(user.browser)).toEqual([]);
});
