import { Authenticator, FLAGS, type Deviation } from '../support/authenticator.ts';
import { postDeletion, WORDS } from '../support/accountDeletion.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { errorCode, passTime, PASSWORD, USER, setUpTestApp } from '../support/testApp.ts';
import { createUser, type TestUser } from '../support/users.ts';
import {
  addedPasskey,
  addPasskey,
  PASSKEYS,
  passkeysOf,
  passkeySignIn,
  postPasskey,
  registrationOptions,
  signInOptions,
} from '../support/passkeys.ts';
import { activityKinds } from '../support/activityDays.ts';

const app = setUpTestApp(startFullTestApp);

interface Owner extends TestUser {
  authenticator: Authenticator;
  passkeyId: string;
}

const deleteAccount = (browser: TestUser['browser']) =>
  postDeletion(browser, { confirmation: WORDS, password: PASSWORD });

/** A user with a passkey. */
async function newOwner(options: { synced?: boolean } = {}): Promise<Owner> {
  const user = await createUser(app);
  const authenticator = new Authenticator(options);
  const { id } = await addedPasskey(user.browser, authenticator);
  return { ...user, authenticator, passkeyId: id };
}

const fieldOf = (response: { body: string }) =>
  (JSON.parse(response.body) as { error?: { field?: string } }).error?.field;

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
      const { authenticator } = await newOwner();
      const { browser, response } = await passkeySignIn(app, authenticator, { deviation });
      expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential']);
      expect(browser.jar.get('sAccessToken')).toBeUndefined();
    },
  );

  it.each([
    ['a changed signature', 'signature'],
    ['changed authenticator data', 'authenticatorData'],
  ] as const)('with %s', async (_what, part) => {
    const { authenticator } = await newOwner();
    const browser = app.newBrowser();
    const credential = authenticator.get(await signInOptions(browser));
    const bytes = Buffer.from(credential.response[part], 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    credential.response[part] = bytes.toString('base64url');
    const response = await postPasskey(browser, 'signIn', { credential });
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential']);
  });

  it('with a passkey of one user and the handle of another', async () => {
    const [one, other] = [await newOwner(), await newOwner()];
    const userHandle = Buffer.from(other.userId).toString('base64url');
    const { response } = await passkeySignIn(app, one.authenticator, { deviation: { userHandle } });
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential']);
  });

  it('with the id of a passkey of another user', async () => {
    const [one, other] = [await newOwner(), await newOwner()];
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
    const owner = await newOwner();
    await owner.browser.send({ method: 'DELETE', path: `${PASSKEYS}/registered/${owner.passkeyId}` });
    const removed = await passkeySignIn(app, owner.authenticator);
    const message = (body: string) => (JSON.parse(body) as { error: { message: string } }).error.message;
    expect(message(removed.response.body)).toBe(message(response.body));
  });

  it('at a host for which the passkey was not created', async () => {
    const { authenticator } = await newOwner();
    const headers = { host: '127.0.0.1:8888' };
    const browser = app.newBrowser();
    const { challenge } = await signInOptions(browser, { headers });
    const credential = authenticator.get({ challenge, rpId: 'localhost' });
    const response = await postPasskey(browser, 'signIn', { credential }, { headers });
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential']);
  });
});

describe('a challenge', () => {
  const refusal = async (browser: TestUser['browser'], credential: object) => {
    const response = await postPasskey(browser, 'signIn', { credential });
    return [response.statusCode, fieldOf(response)];
  };
  const REFUSED = [400, 'credential.response.clientDataJSON'];

  it('is answered once', async () => {
    const { authenticator } = await newOwner();
    const browser = app.newBrowser();
    const credential = authenticator.get(await signInOptions(browser));
    expect(await refusal(browser, credential)).toEqual([200, undefined]);
    expect(await refusal(browser, credential)).toEqual(REFUSED);
  });

  it('is answered once by twenty requests at the same time', async () => {
    const { authenticator } = await newOwner();
    const browser = app.newBrowser();
    const credential = authenticator.get(await signInOptions(browser));
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => postPasskey(browser.copy(), 'signIn', { credential })),
    );
    expect(responses.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(responses.filter(({ statusCode }) => statusCode === 400)).toHaveLength(19);
  });

  it('is used up by a refused answer', async () => {
    const { authenticator } = await newOwner();
    const browser = app.newBrowser();
    const options = await signInOptions(browser);
    const wrong = authenticator.get(options, { flags: FLAGS.userPresent });
    expect(await refusal(browser, wrong)).toEqual([400, 'credential']);
    expect(await refusal(browser, authenticator.get(options))).toEqual(REFUSED);
  });

  it('belongs to the browser that asked', async () => {
    const { authenticator } = await newOwner();
    const browser = app.newBrowser();
    const credential = authenticator.get(await signInOptions(browser));
    const attacker = app.newBrowser();
    expect(await refusal(attacker, credential)).toEqual(REFUSED);
    await signInOptions(attacker);
    expect(await refusal(attacker, credential)).toEqual(REFUSED);
    expect(await refusal(browser, credential)).toEqual([200, undefined]);
  });

  it('waits in several tabs of one browser at once', async () => {
    const { authenticator } = await newOwner();
    const browser = app.newBrowser();
    const [first, second] = [await signInOptions(browser), await signInOptions(browser)];
    expect(await refusal(browser, authenticator.get(first))).toEqual([200, undefined]);
    expect(await refusal(browser, authenticator.get(second))).toEqual([200, undefined]);
  });

  it('ends after five minutes', async () => {
    const { authenticator } = await newOwner();
    const browser = app.newBrowser();
    const [early, late] = [await signInOptions(browser), await signInOptions(browser)];
    // The clock stands still from here on.
    passTime(299_000);
    expect(await refusal(browser, authenticator.get(early))).toEqual([200, undefined]);
    passTime(1001);
    expect(await refusal(browser, authenticator.get(late))).toEqual(REFUSED);
  });

  it('is removed when it has ended, to make room', async () => {
    await signInOptions(app.newBrowser());
    passTime(301_000);
    await signInOptions(app.newBrowser());
    const [left] = await app.database.query('SELECT count(*)::int AS left FROM passkey_challenges');
    expect(left).toEqual({ left: 1 });
  });

  it('is not answered from a frame of another site', async () => {
    const { authenticator, browser } = await newOwner();
    const deviation = { crossOrigin: true, topOrigin: 'https://evil.example' };
    const used = authenticator.get(await signInOptions(browser), deviation);
    expect(await refusal(browser, used)).toEqual(REFUSED);
    const added = await addPasskey(browser, new Authenticator(), deviation);
    expect([added.statusCode, fieldOf(added)]).toEqual(REFUSED);
  });

  it('for a sign-in adds no passkey, and the other way round', async () => {
    const { browser, authenticator } = await newOwner();
    const { challenge } = await signInOptions(browser);
    const user = { id: 'dXNlcg' };
    const created = new Authenticator().create({ challenge, rp: { id: 'localhost' }, user });
    const added = await postPasskey(browser, 'registration', { credential: created });
    expect([added.statusCode, fieldOf(added)]).toEqual(REFUSED);
    const options = await registrationOptions(browser);
    const used = authenticator.get({ challenge: options.challenge, rpId: 'localhost' });
    expect(await refusal(browser, used)).toEqual(REFUSED);
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
    const owner = await newOwner();
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

describe('a copied authenticator', () => {
  it.each([0, 1])('whose counter stands at %i is refused, and its owner learns of it', async (behind) => {
    const owner = await newOwner();
    await passkeySignIn(app, owner.authenticator);
    const copy = owner.authenticator.copy();
    await passkeySignIn(app, owner.authenticator);
    const counter = 2 - behind;
    const { response, browser } = await passkeySignIn(app, copy, { deviation: { counter } });
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential']);
    expect(browser.jar.get('sAccessToken')).toBeUndefined();
    expect(outcomes()).toContain('passkey_copied');
    expect(await activityKinds(owner.browser)).toContain('passkey_copied');
    const mail = await app.inbox.read(owner.email, 'A sign-in with your passkey was refused');
    expect(mail.text).toContain('may have been copied');
  });

  it('is refused where the counter goes back to zero', async () => {
    const owner = await newOwner();
    await passkeySignIn(app, owner.authenticator);
    const { response } = await passkeySignIn(app, owner.authenticator, { deviation: { counter: 0 } });
    expect(response.statusCode).toBe(400);
  });

  it('alarms no owner if its signature is wrong', async () => {
    const owner = await newOwner();
    await passkeySignIn(app, owner.authenticator);
    app.log.splice(0);
    const deviation = { counter: 0, origin: 'https://evil.example' };
    await passkeySignIn(app, owner.authenticator, { deviation });
    expect(outcomes()).not.toContain('passkey_copied');
  });
});

describe('a removed passkey', () => {
  it('is refused, and its owner learns of it', async () => {
    const owner = await newOwner();
    await owner.browser.send({ method: 'DELETE', path: `${PASSKEYS}/registered/${owner.passkeyId}` });
    const { response, browser } = await passkeySignIn(app, owner.authenticator);
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential.id']);
    expect(browser.jar.get('sAccessToken')).toBeUndefined();
    expect(outcomes()).toContain('removed_passkey');
    expect(await activityKinds(owner.browser)).toContain('removed_passkey_refused');
    const mail = await app.inbox.read(owner.email, 'A sign-in with a removed passkey was refused');
    expect(mail.text).toContain('had been removed');
  });

  it('of a deleted account is refused like one that never was', async () => {
    const owner = await newOwner();
    const waiting = app.newBrowser();
    const options = await signInOptions(waiting);
    expect((await deleteAccount(owner.browser)).statusCode).toBe(200);
    const credential = owner.authenticator.get(options);
    const response = await postPasskey(waiting, 'signIn', { credential });
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential.id']);
    const [left] = await app.database.query('SELECT count(*)::int AS left FROM passkeys WHERE user_id = $1', [
      owner.userId,
    ]);
    expect(left).toEqual({ left: 0 });
  });

  it('whose row a deletion has left signs in to nothing', async () => {
    const owner = await newOwner();
    const [row] = await app.database.query('SELECT * FROM passkeys WHERE user_id = $1', [owner.userId]);
    await deleteAccount(owner.browser);
    const columns = Object.keys(row ?? {});
    const places = columns.map((_, at) => `$${at + 1}`).join(', ');
    const values = Object.values(row ?? {}).map((value) =>
      Array.isArray(value) ? JSON.stringify(value) : value,
    );
    await app.database.query(`INSERT INTO passkeys (${columns.join(', ')}) VALUES (${places})`, values);
    const { response, browser } = await passkeySignIn(app, owner.authenticator);
    expect([response.statusCode, fieldOf(response)]).toEqual([400, 'credential.id']);
    expect(browser.jar.get('sAccessToken')).toBeUndefined();
    expect(errorCode(await browser.send({ path: USER }))).toBe('SESSION_REQUIRED');
  });
});
