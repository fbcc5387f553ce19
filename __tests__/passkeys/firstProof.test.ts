import { Authenticator } from '../support/authenticator.ts';
import { activityKinds } from '../support/activityDays.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { createVerifiedUser } from '../support/verifiedUsers.ts';
import {
  addedPasskey,
  createPasskeyOwner,
  passkeySignIn,
  passkeysOf,
  postPasskey,
  registrationOptions,
  signInOptions,
} from '../support/passkeys.ts';
import { resetsIn } from '../support/resetByMail.ts';
import { errorCode, passTime, setUpTestApp, stopTime } from '../support/testApp.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { createUser, isSignedIn } from '../support/users.ts';
import { heldCallsIn } from '../support/heldCalls.ts';

const app = setUpTestApp(() => startFullTestApp({ EMAIL_VERIFICATION: 'optional' }));
beforeEach(() => stopTime());

const { resetToken, sendReset, reset, signInAs } = resetsIn(app);

/** The status and outcome of a sign-in with a passkey. */
async function tryPasskey(authenticator: Authenticator) {
  const { response } = await passkeySignIn(app, authenticator);
  return [response.statusCode, app.log.at(-1)?.outcome];
}

describe('a reset that is the first proof of an address', () => {
  it('removes passkeys, which another user may have added to sign in later', async () => {
    const { email, authenticator } = await createPasskeyOwner(app);
    await reset(email);
    expect(await tryPasskey(authenticator)).toEqual([400, 'removed_passkey']);
    expect((await app.inbox.read(email, 'Your password was reset')).text).toContain(
      'passkeys of the account',
    );
    const browser = await signInAs(email);
    expect(await passkeysOf(browser)).toEqual([]);
    expect(await activityKinds(browser)).toEqual(
      expect.arrayContaining(['passkey_removed', 'password_reset']),
    );
  });

  it('says nothing of passkeys to a user who had none', async () => {
    const { email, browser } = await createVerifiedUser(app);
    expect(await passkeysOf(browser)).toEqual([]);
    await reset(email);
    expect((await app.inbox.read(email, 'Your password was reset')).text).not.toMatch(/passkey/i);
  });

  it('changes nothing while the database is down, and works again afterwards', async () => {
    const { email, authenticator } = await createPasskeyOwner(app);
    const token = await resetToken(email);
    const response = await whileDatabaseIs(UNREACHABLE, () => sendReset(token));
    expect([response.statusCode, errorCode(response)]).toEqual([503, 'STORE_UNAVAILABLE']);
    expect(bodyOf(await sendReset(token))).toMatchObject({ status: 'OK' });
    expect(await tryPasskey(authenticator)).toEqual([400, 'removed_passkey']);
  });
});

it('a passkey is not added by a session that a reset ends at the same time', async () => {
  const { email, browser } = await createUser(app);
  const token = await resetToken(email);
  const authenticator = new Authenticator();
  const credential = authenticator.create(await registrationOptions(browser));
  const { during } = heldCallsIn(app);
  const response = await during(
    'GET /user/id',
    () => postPasskey(browser, 'registration', { credential }),
    () => sendReset(token),
  );
  expect([response.statusCode, errorCode(response)]).toEqual([401, 'SESSION_REQUIRED']);
  expect((await tryPasskey(authenticator))[0]).toBe(400);
  expect(await passkeysOf(await signInAs(email))).toEqual([]);
});

it('a sign-in that begins while a reset removes the passkey does not outlive it', async () => {
  const { email, authenticator } = await createPasskeyOwner(app);
  const token = await resetToken(email);
  const browser = app.newBrowser();
  const credential = authenticator.get(await signInOptions(browser));
  const change = app.core.hold('PUT /recipe/user/metadata');
  const resetting = sendReset(token);
  await change.received;
  const lastEnd = app.core.hold('POST /recipe/session/remove');
  change.release();
  await lastEnd.received;
  passTime(1000);
  const creation = app.core.hold('POST /public/recipe/session');
  const signingIn = postPasskey(browser, 'signIn', { credential });
  await Promise.race([creation.received, signingIn]);
  lastEnd.release();
  expect(bodyOf(await resetting)).toMatchObject({ status: 'OK' });
  creation.release();
  expect((await signingIn).statusCode).toBe(400);
  expect(await isSignedIn(browser)).toBe(false);
});

describe('a passkey stays at a reset', () => {
  it('of a user who has verified their address', async () => {
    const { email, browser } = await createVerifiedUser(app);
    const authenticator = new Authenticator();
    await addedPasskey(browser, authenticator);
    await reset(email);
    expect((await tryPasskey(authenticator))[0]).toBe(200);
  });

  it('that is not their first', async () => {
    const { email } = await createPasskeyOwner(app);
    await reset(email);
    const authenticator = new Authenticator();
    await addedPasskey(await signInAs(email), authenticator);
    passTime(3_600_000);
    await reset(email);
    expect((await tryPasskey(authenticator))[0]).toBe(200);
  });

  it('whose link is refused', async () => {
    const { email, authenticator } = await createPasskeyOwner(app);
    const token = await resetToken(email);
    const [bare = '', user = ''] = token.split('.');
    for (const changed of [
      bare,
      `${bare}.${user}`,
      `${token.slice(0, -4)}AAAA`,
      `${bare}.dQ.${'A'.repeat(43)}`,
    ])
      expect(bodyOf(await sendReset(changed))).toEqual({ status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' });
    expect((await tryPasskey(authenticator))[0]).toBe(200);
  });
});
