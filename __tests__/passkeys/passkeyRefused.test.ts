import { Authenticator, FLAGS, type Deviation } from '../support/authenticator.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { errorCode, passTime, setUpTestApp } from '../support/testApp.ts';
import { createUser } from '../support/users.ts';
import {
  addedPasskey,
  addPasskey,
  PASSKEYS,
  passkeysOf,
  passkeySignIn,
  postPasskey,
  registrationOptions,
  signInOptions,
  createPasskeyOwner,
  removePasskey,
} from '../support/passkeys.ts';
import { fieldOf } from '../support/refusals.ts';

const app = setUpTestApp(startFullTestApp);

const outcomes = () => app.log.map(({ outcome }) => outcome);

const deviations: [string, Deviation][] = [
  ['another origin', { origin: 'https://evil.example' }],
  ['the same host on another port', { origin: 'http://localhost:9999' }],
  ['another host of this deploy', { origin: 'http://127.0.0.1:8888' }],
  ['another relying party', { rpId: 'evil.example' }],
  ['no user verification', { flags: FLAGS.userPresent }],
  ['no user presence', { flags: FLAGS.userVerified }],
  ['a backup that its kind does not have', { flags: 0x01 | 0x04 | FLAGS.backedUp }],
];

describe('a sign-in is refused', () => {
  it.each([...deviations, ['the type of a registration', { type: 'webauthn.create' }] as const])(
    'with %s',
    async (_what, deviation) => {
      const { authenticator } = await createPasskeyOwner(app);
      const { browser, response } = await passkeySignIn(app, authenticator, { deviation });
      expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential']);
      expect(browser.jar.get('sAccessToken')).toBeUndefined();
    },
  );

  it.each([
    ['a changed signature', 'signature'],
    ['changed authenticator data', 'authenticatorData'],
  ] as const)('with %s', async (_what, part) => {
    const { authenticator } = await createPasskeyOwner(app);
    const browser = app.newBrowser();
    const credential = authenticator.get(await signInOptions(browser));
    const bytes = Buffer.from(credential.response[part], 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    credential.response[part] = bytes.toString('base64url');
    const response = await postPasskey(browser, 'signIn', { credential });
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential']);
  });

  it('with a passkey of one user and the handle of another', async () => {
    const [one, other] = [await createPasskeyOwner(app), await createPasskeyOwner(app)];
    const userHandle = Buffer.from(other.userId).toString('base64url');
    const { response } = await passkeySignIn(app, one.authenticator, { deviation: { userHandle } });
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential']);
  });

  it('with the id of a passkey of another user', async () => {
    const [one, other] = [await createPasskeyOwner(app), await createPasskeyOwner(app)];
    const browser = app.newBrowser();
    const credential = one.authenticator.get(await signInOptions(browser));
    const id = other.authenticator.credentials[0]?.id.toString('base64url') ?? '';
    const handle = Buffer.from(other.userId).toString('base64url');
    const response = await postPasskey(browser, 'signIn', {
      credential: { ...credential, id, rawId: id, response: { ...credential.response, userHandle: handle } },
    });
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential']);
  });

  it('with a passkey that is not known, whose text is that of a removed one', async () => {
    const unregistered = new Authenticator();
    unregistered.create({ challenge: 'x', rp: { id: 'localhost' }, user: { id: 'dXNlcg' } });
    const { response } = await passkeySignIn(app, unregistered);
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential.id']);
    expect(outcomes()).toContain('unknown_passkey');
    const owner = await createPasskeyOwner(app);
    await removePasskey(owner.browser, owner.passkey.id);
    const removed = await passkeySignIn(app, owner.authenticator);
    const message = (body: string) => (JSON.parse(body) as { error: { message: string } }).error.message;
    expect(message(removed.response.body)).toBe(message(response.body));
  });

  it('at a host for which the passkey was not created', async () => {
    const { authenticator } = await createPasskeyOwner(app);
    const headers = { host: '127.0.0.1:8888' };
    const browser = app.newBrowser();
    const { challenge } = await signInOptions(browser, { headers });
    const credential = authenticator.get({ challenge, rpId: 'localhost' });
    const response = await postPasskey(browser, 'signIn', { credential }, { headers });
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential']);
  });
});

describe('a passkey is not added', () => {
  it.each([...deviations, ['the type of a sign-in', { type: 'webauthn.get' }] as [string, Deviation]])(
    'with %s',
    async (_what, { flags, ...deviation }) => {
      const { browser } = await createUser(app);
      const attested = flags === undefined ? {} : { flags: flags | FLAGS.attestedData };
      const response = await addPasskey(browser, new Authenticator(), { ...deviation, ...attested });
      expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential']);
      expect(await passkeysOf(browser)).toEqual([]);
    },
  );

  it('that the same user or another one has already', async () => {
    const owner = await createPasskeyOwner(app);
    const credentialId = owner.authenticator.credentials[0]?.id ?? Buffer.alloc(0);
    for (const browser of [owner.browser, (await createUser(app)).browser]) {
      const response = await addPasskey(browser, new Authenticator(), { credentialId });
      expect([response.statusCode, errorCode(response)]).toEqual([409, 'CONFLICT']);
    }
    expect((await passkeySignIn(app, owner.authenticator)).response.statusCode).toBe(200);
  });

  it('for the user who asked for it by another one in the same browser', async () => {
    const { browser } = await createUser(app);
    const credential = new Authenticator().create(await registrationOptions(browser));
    const { browser: other } = await createUser(app);
    const challengeCookie = browser.jar.get('passkeyBrowser') ?? '';
    other.jar.put('passkeyBrowser', challengeCookie, PASSKEYS);
    const response = await postPasskey(other, 'registration', { credential });
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential.response.clientDataJSON']);
    expect((await postPasskey(browser, 'registration', { credential })).statusCode).toBe(200);
  });

  it('twice by a form that was sent twice, and three times by three devices at once', async () => {
    const { browser } = await createUser(app);
    const credential = new Authenticator().create(await registrationOptions(browser));
    const sent = () => postPasskey(browser, 'registration', { credential });
    const twice = await Promise.all([sent(), sent()]);
    expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([200, 400]);
    const three = await Promise.all([1, 2, 3].map(() => addPasskey(browser.copy(), new Authenticator())));
    expect(three.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(await passkeysOf(browser)).toHaveLength(4);
  });

  it('beyond twenty', async () => {
    const { browser } = await createUser(app);
    const before = await registrationOptions(browser);
    for (let added = 0; added < 20; added += 1) await addedPasskey(browser, new Authenticator());
    const options = await postPasskey(browser, 'registrationOptions');
    expect([options.statusCode, errorCode(options)]).toEqual([409, 'CONFLICT']);
    const late = await postPasskey(browser, 'registration', {
      credential: new Authenticator().create(before),
    });
    expect([late.statusCode, errorCode(late)]).toEqual([409, 'CONFLICT']);
    expect(await passkeysOf(browser)).toHaveLength(20);
  });

  it('without a session, or with one that ended in the meantime', async () => {
    const unregistered = app.newBrowser();
    for (const route of ['registrationOptions', 'registration'] as const) {
      const response = await postPasskey(unregistered, route);
      expect([response.statusCode, errorCode(response)]).toEqual([401, 'SESSION_REQUIRED']);
    }
    const browser = await app.signedIn();
    const credential = new Authenticator().create(await registrationOptions(browser));
    passTime();
    const response = await postPasskey(browser, 'registration', { credential });
    expect([response.statusCode, errorCode(response)]).toEqual([401, 'SESSION_REFRESH_REQUIRED']);
  });
});
