import { DEVICE_COOKIE } from '../../config/session/sessionCookies.ts';
import { Authenticator } from '../support/authenticator.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { errorCode, passTime, PROFILE, USER, setUpTestApp } from '../support/testApp.ts';
import { createUser } from '../support/users.ts';
import {
  addedPasskey,
  addPasskey,
  PASSKEYS,
  passkeysOf,
  passkeySignIn,
  registrationOptions,
  signInOptions,
} from '../support/passkeys.ts';
import { bodyOf, setCookies } from '../support/testBrowser.ts';
import { activityDays, activityKinds } from '../support/activityDays.ts';

const HEADERS = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0.0.0 Safari/537.36' };

const app = setUpTestApp(startFullTestApp);

describe('adding a passkey', () => {
  it('asks for a discoverable credential with user verification, for this host and user', async () => {
    const { browser, email, userId } = await createUser(app);
    const options = await registrationOptions(browser);
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Latchkey' },
      user: { id: Buffer.from(userId).toString('base64url'), name: email },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
      timeout: 300_000,
      excludeCredentials: [],
    });
    expect(Buffer.from(options.challenge, 'base64url')).toHaveLength(32);
  });

  it('lists it, names it by the browser, tells the owner and records it', async () => {
    const { browser, email } = await createUser(app);
    const before = Date.now();
    const response = await addPasskey(browser, new Authenticator(), {}, { headers: HEADERS });
    expect(response.statusCode).toBe(200);
    const { passkey, notified } = bodyOf(response);
    expect(notified).toBe(true);
    expect(passkey).toMatchObject({
      name: 'Chrome 141 on Linux',
      lastUsedAt: null,
      isSynced: false,
      host: 'localhost',
    });
    expect(await passkeysOf(browser)).toEqual([passkey]);
    expect((passkey as { createdAt: number }).createdAt).toBeGreaterThanOrEqual(before);
    const mail = await app.inbox.read(email);
    expect(mail.subject).toBe('A passkey was added to your account');
    expect(mail.text).toContain('“Chrome 141 on Linux”');
    expect(mail.text).toContain('http://localhost:8888/account/passkeys');
    const [day] = await activityDays(browser);
    expect(day?.entries[0]).toMatchObject({ kind: 'passkey_added', browser: 'Chrome 141' });
    expect(app.log.find(({ outcome }) => outcome === 'passkey_added')).toMatchObject({
      route: 'passkeys/registration',
    });
  });

  it('stores no key or credential id where users and administrators look, and gives names a number', async () => {
    const { browser } = await createUser(app);
    const authenticator = new Authenticator({ synced: true });
    await addedPasskey(browser, authenticator);
    await addedPasskey(browser, new Authenticator());
    const listed = await browser.send({ path: PASSKEYS });
    expect((bodyOf(listed).passkeys as object[]).map((one) => Object.keys(one).sort())).toEqual(
      Array(2).fill(['createdAt', 'host', 'id', 'isSynced', 'lastUsedAt', 'name']),
    );
    expect(listed.body).not.toContain(authenticator.credentials[0]?.id.toString('base64url'));
    expect(await passkeysOf(browser)).toMatchObject([
      { name: 'Passkey', isSynced: true },
      { name: 'Passkey (2)', isSynced: false },
    ]);
  });

  it('tells the browser which passkeys of this host the account has already', async () => {
    const { browser } = await createUser(app);
    const authenticator = new Authenticator();
    await addedPasskey(browser, authenticator);
    const [credential] = authenticator.credentials;
    expect(await registrationOptions(browser)).toMatchObject({
      excludeCredentials: [
        {
          id: credential?.id.toString('base64url'),
          type: 'public-key',
          transports: ['hybrid', 'internal'],
        },
      ],
    });
    const headers = { host: '127.0.0.1:8888' };
    expect(await registrationOptions(browser, { headers })).toMatchObject({
      rp: { id: '127.0.0.1' },
      excludeCredentials: [],
    });
  });
});

describe('signing in with a passkey', () => {
  it.each(['ES256', 'EdDSA', 'RS256'] as const)('works with %s', async (algorithm) => {
    const { browser, userId, email } = await createUser(app);
    const authenticator = new Authenticator({ algorithm });
    await addedPasskey(browser, authenticator);
    const signedIn = await passkeySignIn(app, authenticator, { headers: HEADERS });
    expect(bodyOf(signedIn.response)).toEqual({ status: 'OK' });
    expect(app.log.at(-1)).toMatchObject({ route: 'passkeys/sign-in', outcome: 'signed_in' });
    const user = bodyOf(await signedIn.browser.send({ path: USER }));
    expect(user).toMatchObject({ userId, accessTokenPayload: { signInMethod: 'passkey' } });
    expect(bodyOf(await signedIn.browser.send({ path: PROFILE }))).toMatchObject({ userId, emails: [email] });
  });

  it('sets the cookies of every sign-in, and names no account before', async () => {
    const { browser, email } = await createUser(app);
    const authenticator = new Authenticator();
    await addedPasskey(browser, authenticator);
    const other = app.newBrowser();
    const options = await signInOptions(other);
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect((options as { allowCredentials?: unknown[] }).allowCredentials ?? []).toEqual([]);
    expect(JSON.stringify(options)).not.toContain(email);
    const { response } = await passkeySignIn(app, authenticator, { browser: other });
    expect(response.headers).toMatchObject({ 'cache-control': 'private, no-store' });
    expect(other.jar.names()).toEqual(
      [
        ...[DEVICE_COOKIE, 'passkeyBrowser', 'sAccessToken', 'sFrontToken', 'sRefreshToken'],
        'st-last-access-token-update',
      ].sort(),
    );
    expect(other.jar.get('lastSignInMethod')).toBe('passkey');
    const cookies = setCookies(
      await other.ask({ method: 'POST', path: `${PASSKEYS}/sign-in/options`, body: {} }),
    );
    expect(cookies.find((line) => line.startsWith('passkeyBrowser='))).toMatch(
      /^passkeyBrowser=[\w-]{43}; Path=\/\.netlify\/functions\/passkeys; Expires=.*; HttpOnly; SameSite=Lax$/,
    );
  });

  it('shows when it was used last, and keeps the counter of the authenticator', async () => {
    const { browser, userId } = await createUser(app);
    const authenticator = new Authenticator();
    await addedPasskey(browser, authenticator);
    passTime(60_000);
    const now = Date.now();
    await passkeySignIn(app, authenticator);
    const [passkey] = await passkeysOf(browser);
    expect(passkey?.lastUsedAt).toBe(now);
    const rows = await app.database.query('SELECT counter FROM passkeys WHERE user_id = $1', [userId]);
    expect(rows).toEqual([{ counter: '1' }]);
  });

  it('follows a passkey that is copied to other devices later', async () => {
    const { browser } = await createUser(app);
    const authenticator = new Authenticator();
    await addedPasskey(browser, authenticator);
    const backedUp = 0x01 | 0x04 | 0x08 | 0x10;
    await passkeySignIn(app, authenticator, { deviation: { flags: backedUp } });
    expect(await passkeysOf(browser)).toMatchObject([{ isSynced: true }]);
  });

  it('works again and again with a synced passkey, which counts nothing, on two devices', async () => {
    const { browser } = await createUser(app);
    const authenticator = new Authenticator({ synced: true });
    await addedPasskey(browser, authenticator);
    const devices = [authenticator, authenticator.copy(), authenticator];
    for (const device of devices) expect((await passkeySignIn(app, device)).response.statusCode).toBe(200);
  });

  it('ends the session that it replaces in the browser', async () => {
    const first = await createUser(app);
    const second = await createUser(app);
    const authenticator = new Authenticator();
    await addedPasskey(second.browser, authenticator);
    const attacker = first.browser.copy();
    await passkeySignIn(app, authenticator, { browser: first.browser });
    expect(bodyOf(await first.browser.send({ path: USER }))).toMatchObject({ userId: second.userId });
    expect(errorCode(await attacker.send({ path: PROFILE }))).toBe('SESSION_REQUIRED');
  });

  it('makes the browser known to the account, like a sign-in with a password', async () => {
    const { browser } = await createUser(app);
    const authenticator = new Authenticator();
    await addedPasskey(browser, authenticator);
    const { browser: other, response } = await passkeySignIn(app, authenticator);
    expect(setCookies(response).some((line) => line.startsWith(`${DEVICE_COOKIE}=`))).toBe(true);
    expect(await activityKinds(other)).toContain('signed_in');
  });
});
