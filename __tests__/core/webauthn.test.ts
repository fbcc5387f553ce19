/** @jest-environment node */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Passkey, UP, UV } from './support/authenticator';
import type { Asked, Deviation } from './support/authenticator';
import { MINUTE, startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';

let core: TestCore;

beforeEach(async () => {
  core = await startTestCore();
});

afterEach(() => core.close());

const PARTY = {
  relyingPartyId: 'example.com',
  relyingPartyName: 'Example',
  origin: 'https://example.com',
  timeout: MINUTE,
};
const EMAIL = 'ada@example.com';

interface GivenOptions extends Asked {
  readonly status: string;
  readonly user: { readonly id: string };
}

const optionsFor = async (kind: 'register' | 'signin', body: object = {}, prefix = '') => {
  const reply = await core.call('POST', `${prefix}/recipe/webauthn/options/${kind}`, {
    ...PARTY,
    ...(kind === 'register' ? { email: EMAIL } : {}),
    ...body,
  });
  return reply.body as unknown as GivenOptions;
};

const getOptions = async (id: string, prefix = '') =>
  (await core.call('GET', `${prefix}/recipe/webauthn/options?webauthnGeneratedOptionsId=${id}`)).body;

const show = (
  path: string,
  { webauthnGeneratedOptionsId }: Asked,
  credential: object,
  { prefix = '', ...more }: { prefix?: string; recipeUserId?: string } = {},
) =>
  core.call('POST', `${prefix}/recipe/webauthn/${path}`, { webauthnGeneratedOptionsId, credential, ...more });

/** Makes a passkey and signs up with it. */
async function signUp(passkey = new Passkey(), body: object = {}, deviation: Deviation = {}, prefix = '') {
  const options = await optionsFor('register', body, prefix);
  return (await show('signup', options, passkey.register(options, deviation), { prefix })).body;
}

async function signIn(passkey: Passkey, body: object = {}, deviation: Deviation = {}, prefix = '') {
  const options = await optionsFor('signin', body, prefix);
  return (await show('signin', options, passkey.sign(options, deviation), { prefix })).body;
}

const refusedAuthenticator = {
  status: 'INVALID_AUTHENTICATOR_ERROR',
  reason: expect.stringMatching(/./) as unknown,
};
const refusedCredential = {
  status: 'INVALID_CREDENTIALS_ERROR',
  reason: expect.stringMatching(/./) as unknown,
};

describe('options', () => {
  test('every challenge is 32 new bytes', async () => {
    const challenges = await Promise.all(
      Array.from({ length: 20 }, async () => (await optionsFor('signin')).challenge),
    );
    expect(new Set(challenges).size).toBe(20);
    expect(Buffer.from(challenges[0] ?? '', 'base64url')).toHaveLength(32);
  });

  test.each([
    ['https://example.com', 'OK'],
    ['HTTPS://login.example.com:8443/path?x#y', 'OK'],
    ['  http://ada:secret@example.com  ', 'OK'],
    ['ftp://example.com', 'OK'],
    ['http://EXAMPLE.com', 'Origin does not match RelyingParty Id'],
    ['http://example.com.evil.com', 'Origin does not match RelyingParty Id'],
    ['http:example.com', 'Origin does not match RelyingParty Id'],
    ['http://', 'Origin does not match RelyingParty Id'],
    ['http://evil.com/example.com', 'Origin does not match RelyingParty Id'],
    ['http://evil.com?example.com', 'Origin does not match RelyingParty Id'],
    ['http://example.com:port', 'Origin has to be a valid url!'],
    ['example.com', 'Origin has to be a valid url!'],
    ['app://example.com', 'Origin has to be a valid url!'],
    ['android:apk-key-hash:', 'Android origin must contain a valid base64 hash'],
    ['android:apk-key-hash:a+b', 'Android origin hash must be valid URL-safe base64 (no padding)'],
    ['android:apk-key-hash:AAAA', 'Android origin hash must be 43 characters (base64url SHA-256)'],
    [`android:apk-key-hash:${'A'.repeat(43)}`, 'OK'],
  ])('the origin %s: %s', async (origin, outcome) => {
    const given = await optionsFor('signin', { origin });
    if (outcome === 'OK') expect(given.status).toBe('OK');
    else expect(given).toEqual({ status: 'INVALID_OPTIONS_ERROR', reason: outcome });
  });

  test.each([
    [
      ['-7', [-8], -257.9],
      [-7, -8, -257],
    ],
    [['x'], 'For input string: "x"'],
    [[-7, true], 'For input string: "true"'],
    [[[1, 2]], 'Array must have size 1, but has size 2'],
  ])('the algorithms %j', async (supportedAlgorithmIDs, outcome) => {
    const given = await optionsFor('register', { supportedAlgorithmIDs });
    if (typeof outcome === 'string')
      expect(given).toEqual({ status: 'INVALID_OPTIONS_ERROR', reason: outcome });
    else expect(given).toMatchObject({ pubKeyCredParams: outcome.map((alg) => ({ alg })) });
  });

  test.each([[[null]], [[{}]], [[1e300]]])('no algorithms: %j', async (supportedAlgorithmIDs) => {
    const path = '/recipe/webauthn/options/register';
    const reply = await core.call('POST', path, { ...PARTY, email: EMAIL, supportedAlgorithmIDs });
    expect(reply.status).toBe(400);
  });

  test('empty texts stand for the defaults, and a name for its address', async () => {
    const empty = { attestation: '', residentKey: '', userVerification: '', displayName: '' };
    expect(await optionsFor('register', empty)).toMatchObject({
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
      user: { displayName: EMAIL },
    });
  });

  test('the user handle is the id of the oldest user with the address in the tenant, or else new', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const { user } = (await core.call('POST', '/recipe/signup', { email: EMAIL, password: 'secret' })).body;
    const handleOf = ({ user: { id } }: GivenOptions) => Buffer.from(id, 'base64url').toString();
    expect(handleOf(await optionsFor('register'))).toBe(user.id);
    const elsewhere = await optionsFor('register', {}, '/t1');
    expect(handleOf(elsewhere)).toBe(elsewhere.webauthnGeneratedOptionsId);
  });

  test('are shown and taken back in their tenant alone', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const { webauthnGeneratedOptionsId: id } = await optionsFor('signin');
    const removal = `/recipe/webauthn/options/remove?webauthnGeneratedOptionsId=${id}`;
    expect((await getOptions(id, '/t1')).status).toBe('OPTIONS_NOT_FOUND_ERROR');
    expect((await core.call('DELETE', `/t1${removal}`)).body.status).toBe('OPTIONS_NOT_FOUND_ERROR');
    expect((await getOptions(id)).status).toBe('OK');
  });

  test('a wait that no number can hold is refused', async () => {
    const longest = await optionsFor('signin', { timeout: 2 ** 52 });
    expect((await getOptions(longest.webauthnGeneratedOptionsId)).timeout).toBe(2 ** 52);
    const reply = await core.call('POST', '/recipe/webauthn/options/signin', {
      ...PARTY,
      timeout: Number.MAX_SAFE_INTEGER,
    });
    expect(reply.body.text).toBe("Field name 'timeout' is invalid in JSON input");
  });

  test('are swept away when they have expired', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'core-'));
    let now = Date.UTC(2026, 0, 1);
    const reopen = async () => {
      await core.close();
      core = await startTestCore({ data: join(folder, 'core.db'), clock: { now: () => now } });
    };
    await reopen();
    const [stale, kept] = [await optionsFor('signin'), await optionsFor('signin', { timeout: 2 * MINUTE })];
    now += MINUTE + 1;
    expect((await getOptions(stale.webauthnGeneratedOptionsId)).status).toBe('OK');
    await reopen();
    expect((await getOptions(stale.webauthnGeneratedOptionsId)).status).toBe('OPTIONS_NOT_FOUND_ERROR');
    expect((await getOptions(kept.webauthnGeneratedOptionsId)).status).toBe('OK');
    rmSync(folder, { recursive: true });
  });
});

describe('sign-up', () => {
  test.each(['ES256', 'EdDSA', 'RS256'] as const)('and sign-in with a key for %s', async (algorithm) => {
    const passkey = new Passkey(algorithm);
    const { user } = await signUp(passkey);
    expect(await signIn(passkey)).toEqual({ status: 'OK', user, recipeUserId: user.id });
  });

  test.each<[string, Deviation]>([
    ['an origin that is not the one', { origin: 'https://evil.com' }],
    ['another port', { origin: 'https://example.com:444' }],
    ['another scheme', { origin: 'http://example.com' }],
    ['a relying party that is not the one', { relyingPartyId: 'evil.com' }],
    ['a signature where a passkey was asked for', { type: 'webauthn.get' }],
    ['a passkey that is backed up and cannot be', { flags: UP | UV | 0x10 }],
  ])('is refused for %s', async (_name, deviation) => {
    expect(await signUp(new Passkey(), {}, deviation)).toEqual(refusedAuthenticator);
    expect((await core.call('GET', '/users/count')).body.count).toBe(0);
  });

  test.each([
    [{ origin: 'https://example.com/' }, { origin: 'https://example.com' }],
    [{ origin: 'https://login.example.com' }, { origin: 'https://LOGIN.example.com:443' }],
    [{ relyingPartyId: '' }, { relyingPartyId: '' }],
  ])('asked with %j, answered with %j', async (body, deviation) => {
    expect((await signUp(new Passkey(), body, deviation)).status).toBe('OK');
  });

  test('presence and verification of the user are wanted where they were asked for', async () => {
    const attempt = async (body: object, flags: number) =>
      (await signUp(new Passkey(), { email: `${String(Math.random())}@example.com`, ...body }, { flags }))
        .status;
    expect(await attempt({ userPresence: true }, 0)).toBe('INVALID_AUTHENTICATOR_ERROR');
    expect(await attempt({ userPresence: true }, UP)).toBe('OK');
    expect(await attempt({ userVerification: 'required' }, UP)).toBe('INVALID_AUTHENTICATOR_ERROR');
    expect(await attempt({ userVerification: 'required' }, UP | UV)).toBe('OK');
    expect(await attempt({}, 0)).toBe('OK');
  });

  test('what attestations state is taken on trust, in a format that is known', async () => {
    const statement = new Map([['sig', Buffer.from('none at all')]]);
    const packed = await signUp(new Passkey(), {}, { format: 'packed', statement });
    expect(packed.status).toBe('OK');
    expect(await signUp(new Passkey(), { email: 'b@example.com' }, { format: 'odd' })).toEqual(
      refusedCredential,
    );
  });

  test('passkeys that cannot be read are told from those that are not whole', async () => {
    const options = await optionsFor('register');
    const good = new Passkey().register(options);
    const withPart = (part: object) =>
      show('signup', options, { ...good, response: { ...good.response, ...part } });
    const json = Buffer.from('[1]').toString('base64url');
    expect((await withPart({ clientDataJSON: json })).body).toEqual(refusedCredential);
    expect((await withPart({ attestationObject: json })).body).toEqual(refusedCredential);
    expect((await withPart({ attestationObject: 'not+base64url' })).status).toBe(400);
    expect((await withPart({ clientDataJSON: null })).status).toBe(400);
    expect((await show('signup', options, { ...good, response: undefined })).status).toBe(400);
  });

  test.each([
    [{ id: null }, 'credential id is missing!'],
    [{ id: '' }, 'credential id is empty!'],
    [{ type: undefined }, 'credential type is missing!'],
    [{ type: '' }, 'credential type is empty!'],
    [{ type: 'password' }, "not supported credential type: 'password'"],
  ])('a credential with %j', async (part, reason) => {
    const options = await optionsFor('register');
    const { body } = await show('signup', options, { ...new Passkey().register(options), ...part });
    expect(body).toEqual({ status: 'INVALID_CREDENTIALS_ERROR', reason });
  });

  test.each([{ id: 1 }, { id: 'a+b' }, { id: 'A'.repeat(260) }, { type: ['a', 'b'] }])(
    'a credential with %j is refused',
    async (part) => {
      const options = await optionsFor('register');
      const reply = await show('signup', options, { ...new Passkey().register(options), ...part });
      expect(reply.body.text).toBe("Field name 'credential' is invalid in JSON input");
    },
  );

  test('an address, and a passkey, signs up once, however often at once', async () => {
    const options = await optionsFor('register');
    const passkey = new Passkey();
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => show('signup', options, passkey.register(options))),
    );
    expect(replies.map(({ body }) => body.status).sort()).toEqual([
      ...Array.from({ length: 7 }, () => 'EMAIL_ALREADY_EXISTS_ERROR'),
      'OK',
    ]);
    const other = await optionsFor('register', { email: 'b@example.com' });
    expect((await show('signup', other, passkey.register(other))).status).toBe(400);
    expect((await core.call('GET', '/users/count')).body.count).toBe(1);
  });

  test('options to sign in with are not good for it', async () => {
    const options = await optionsFor('signin');
    expect((await show('signup', options, new Passkey().register(options))).status).toBe(400);
  });

  test('an address is taken in its tenant alone, and options are good in all of them', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const [first, second] = [await signUp(), await signUp(new Passkey(), {}, {}, '/t1')];
    expect(second.user).toMatchObject({ tenantIds: ['t1'] });
    expect(first.user.id).not.toBe(second.user.id);
    const options = await optionsFor('register', { email: 'b@example.com' });
    const { body } = await show('signup', options, new Passkey().register(options), { prefix: '/t1' });
    expect(body.user).toMatchObject({ tenantIds: ['t1'] });
  });

  test('options are good to the last millisecond of their time', async () => {
    const options = await optionsFor('register');
    core.clock.advance(MINUTE + 1);
    const late = await show('signup', options, new Passkey().register(options));
    expect(late.body).toEqual({ status: 'INVALID_OPTIONS_ERROR', reason: 'Options expired' });
    core.clock.advance(-1);
    expect((await show('signup', options, new Passkey().register(options))).body.status).toBe('OK');
  });
});

describe('sign-in', () => {
  test.each<[string, Deviation]>([
    ['a signature that was changed', { tamper: true }],
    ['an origin that is not the one', { origin: 'https://evil.com' }],
    ['a relying party that is not the one', { relyingPartyId: 'evil.com' }],
    ['another ceremony', { type: 'webauthn.create' }],
    ['a page in a frame of another origin', { crossOrigin: true }],
    ['a passkey that is backed up and cannot be', { flags: UP | UV | 0x10 }],
  ])('is refused for %s', async (_name, deviation) => {
    const passkey = new Passkey();
    await signUp(passkey);
    expect(await signIn(passkey, {}, deviation)).toEqual(refusedAuthenticator);
  });

  test('is refused with a challenge that was not given for it, or the key of somebody else', async () => {
    const [passkey, other] = [new Passkey(), new Passkey()];
    await signUp(passkey);
    const [options, later] = [await optionsFor('signin'), await optionsFor('signin')];
    expect((await show('signin', options, passkey.sign(later))).body).toEqual(refusedAuthenticator);
    const { id, rawId } = passkey.sign(options);
    const forged = { ...other.sign(options), id, rawId };
    expect((await show('signin', options, forged)).body).toEqual(refusedAuthenticator);
  });

  test('what stands beside the signature need not be to the letter', async () => {
    const passkey = new Passkey();
    const asked = await optionsFor('register');
    const created = {
      ...passkey.register(asked, { crossOrigin: true }),
      type: 'Public-Key',
      rawId: undefined,
    };
    expect((await show('signup', asked, created)).body.status).toBe('OK');

    const options = await optionsFor('signin');
    const signed = { ...passkey.sign(options), type: 'PUBLIC-KEY' };
    expect((await show('signin', options, { ...signed, rawId: 'AAAA' })).body.status).toBe('OK');
    expect((await show('signin', options, { ...signed, rawId: undefined })).body).toEqual(
      refusedAuthenticator,
    );
  });

  test('presence and verification of the user are wanted where they were asked for', async () => {
    const passkey = new Passkey();
    await signUp(passkey);
    const attempt = async (body: object, flags: number) => (await signIn(passkey, body, { flags })).status;
    expect(await attempt({ userPresence: true }, 0)).toBe('INVALID_AUTHENTICATOR_ERROR');
    expect(await attempt({ userPresence: true }, UP)).toBe('OK');
    expect(await attempt({ userVerification: 'required' }, UP)).toBe('INVALID_AUTHENTICATOR_ERROR');
    expect(await attempt({ userVerification: 'required' }, UP | UV)).toBe('OK');
    expect(await attempt({}, 0)).toBe('OK');
  });

  test('a counter goes up, and one value of it lets one in, however often it is shown at once', async () => {
    const passkey = new Passkey();
    await signUp(passkey, {}, { counter: 4 });
    const options = await optionsFor('signin');
    const use = async (counter: number) =>
      (await show('signin', options, passkey.sign(options, { counter }))).body.status;
    expect(await use(4)).toBe('INVALID_AUTHENTICATOR_ERROR');
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => use(5)));
    expect(outcomes.filter((status) => status === 'OK')).toHaveLength(1);
    expect(await use(0)).toBe('INVALID_AUTHENTICATOR_ERROR');
    expect(await use(6)).toBe('OK');
  });

  test('a passkey of one tenant is good in the others', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const passkey = new Passkey();
    const { user } = await signUp(passkey);
    expect(await signIn(passkey, {}, {}, '/t1')).toEqual({ status: 'OK', user, recipeUserId: user.id });
  });

  test('a user is known by the ids of the app, and by the user that the passkey was linked to', async () => {
    const passkey = new Passkey();
    const { recipeUserId } = await signUp(passkey);
    const mapping = { superTokensUserId: recipeUserId, externalUserId: 'ada' };
    await core.call('POST', '/recipe/userid/map', mapping);
    const { user } = (await core.call('POST', '/recipe/signup', { email: EMAIL, password: 'secret' })).body;
    await core.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId: user.id });
    await core.call('POST', '/recipe/accountlinking/user/link', {
      recipeUserId: 'ada',
      primaryUserId: user.id,
    });
    expect(await signIn(passkey)).toMatchObject({
      status: 'OK',
      user: { id: user.id, webauthn: { credentialIds: [passkey.id] } },
      recipeUserId: 'ada',
    });
  });

  test('users are found by passkey, in any tenant; one that nobody has is refused', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const passkey = new Passkey();
    const { user } = await signUp(passkey);
    const find = (query: string, prefix = '') =>
      core.call('GET', `${prefix}/users/by-accountinfo?doUnionOfAccountInfo=false&${query}`);
    expect((await find(`webauthnCredentialId=${passkey.id}`, '/t1')).body.users).toEqual([user]);
    expect((await find(`webauthnCredentialId=${passkey.id}&email=b@example.com`)).body.users).toEqual([]);
    expect((await find('webauthnCredentialId=nosuch')).status).toBe(400);
  });

  test('ends with the user', async () => {
    const passkey = new Passkey();
    const { user } = await signUp(passkey);
    await core.call('POST', '/user/remove', { userId: user.id });
    expect(await signIn(passkey)).toEqual({ status: 'CREDENTIAL_NOT_FOUND_ERROR' });
    expect((await signUp(passkey)).status).toBe('OK');
  });
});

describe('passkeys of a user', () => {
  const query = (recipeUserId: string, credentialId?: string) =>
    `recipeUserId=${recipeUserId}${credentialId === undefined ? '' : `&webauthnCredentialId=${credentialId}`}`;
  const list = async (recipeUserId: string) =>
    (await core.call('GET', `/recipe/webauthn/user/credential/list?${query(recipeUserId)}`)).body.credentials;
  const get = async (recipeUserId: string, id: string) =>
    (await core.call('GET', `/recipe/webauthn/user/credential?${query(recipeUserId, id)}`)).body;
  const remove = async (recipeUserId: string, id: string) =>
    (await core.call('DELETE', `/recipe/webauthn/user/credential/remove?${query(recipeUserId, id)}`)).body;

  async function register(recipeUserId: string, passkey = new Passkey(), prefix = '') {
    const options = await optionsFor('register');
    const more = { recipeUserId, prefix };
    return (await show('user/credential/register', options, passkey.register(options), more)).body;
  }

  test('another one is good too, listed after the first, and leaves with it out', async () => {
    const [first, second] = [new Passkey(), new Passkey()];
    const { recipeUserId } = await signUp(first);
    core.clock.advance(1);
    expect(await register(recipeUserId, second)).toMatchObject({ status: 'OK', email: EMAIL });
    const ids = [first.id, second.id];
    expect(await list(recipeUserId)).toMatchObject(ids.map((id) => ({ webauthnCredentialId: id })));
    const { user } = await signIn(second);
    expect(user).toMatchObject({ webauthn: { credentialIds: ids } });
    expect(await remove(recipeUserId, first.id)).toEqual({ status: 'OK' });
    expect(await signIn(first)).toEqual({ status: 'CREDENTIAL_NOT_FOUND_ERROR' });
    expect((await signIn(second)).status).toBe('OK');
  });

  test('a user whose last one was removed is shown with a null in its place', async () => {
    const passkey = new Passkey();
    const { recipeUserId } = await signUp(passkey);
    expect(await remove(recipeUserId, passkey.id)).toEqual({ status: 'OK' });
    const { user } = (await core.call('GET', `/user/id?userId=${recipeUserId}`)).body;
    const shown = { webauthn: { credentialIds: [null] } };
    expect(user).toMatchObject({ ...shown, loginMethods: [shown] });
  });

  test('one that is there already, here or with somebody else, is not taken', async () => {
    const passkey = new Passkey();
    const { recipeUserId } = await signUp(passkey);
    expect(await register(recipeUserId, passkey)).toEqual({ status: 'CREDENTIAL_ALREADY_EXISTS_ERROR' });
    const other = await signUp(new Passkey(), { email: 'b@example.com' });
    expect(await register(other.recipeUserId, passkey)).toEqual({
      status: 'CREDENTIAL_ALREADY_EXISTS_ERROR',
    });
  });

  test('are for login methods by passkey alone', async () => {
    const { user } = (await core.call('POST', '/recipe/signup', { email: EMAIL, password: 'secret' })).body;
    expect(await register(user.id)).toEqual({ status: 'UNKNOWN_USER_ID_ERROR' });
  });

  test('are made with options of the tenant that is asked', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const { recipeUserId } = await signUp();
    expect(await register(recipeUserId, new Passkey(), '/t1')).toEqual({ status: 'OPTIONS_NOT_FOUND_ERROR' });
  });

  test('are verified like the first one', async () => {
    const { recipeUserId } = await signUp();
    const options = await optionsFor('register');
    const forged = new Passkey().register(options, { origin: 'https://evil.com' });
    const { body } = await show('user/credential/register', options, forged, { recipeUserId });
    expect(body).toEqual(refusedAuthenticator);
  });

  test('are known by any id of their user, which is shown as it was given, and by nobody else', async () => {
    const [passkey, other] = [new Passkey(), new Passkey()];
    const { recipeUserId } = await signUp(passkey);
    const stranger = await signUp(other, { email: 'b@example.com' });
    const mapping = { superTokensUserId: recipeUserId, externalUserId: 'ada' };
    await core.call('POST', '/recipe/userid/map', mapping);
    for (const id of ['ada', recipeUserId]) {
      expect(await list(id)).toMatchObject([{ webauthnCredentialId: passkey.id, recipeUserId: id }]);
      expect(await get(id, passkey.id)).toMatchObject({ status: 'OK', recipeUserId: id });
      const another = new Passkey();
      expect(await register(id, another)).toMatchObject({ status: 'OK', recipeUserId: id });
      expect(await remove(id, another.id)).toEqual({ status: 'OK' });
    }
    expect(await get('ada', other.id)).toEqual({ status: 'CREDENTIAL_NOT_FOUND_ERROR' });
    expect(await remove('ada', other.id)).toEqual({ status: 'CREDENTIAL_NOT_FOUND_ERROR' });
    expect(await get(stranger.recipeUserId, other.id)).toMatchObject({ status: 'OK' });
  });

  test('remember when they were last used', async () => {
    const passkey = new Passkey();
    const { recipeUserId } = await signUp(passkey);
    const createdAt = core.clock.now();
    core.clock.advance(MINUTE);
    await signIn(passkey);
    expect(await get(recipeUserId, passkey.id)).toMatchObject({ createdAt, updatedAt: createdAt + MINUTE });
  });
});

describe('account recovery', () => {
  const makeToken = async (userId: string, email = EMAIL, prefix = '') =>
    (await core.call('POST', `${prefix}/recipe/webauthn/user/recover/token`, { userId, email })).body.token;
  const ownerOf = async (token: string, prefix = '') =>
    (await core.call('GET', `${prefix}/recipe/webauthn/user/recover?token=${token}`)).body;
  const consume = async (token: string, prefix = '') =>
    (await core.call('POST', `${prefix}/recipe/webauthn/user/recover/token/consume`, { token })).body;
  const invalid = { status: 'RECOVER_ACCOUNT_TOKEN_INVALID_ERROR' };

  test('tokens are used up with all others to the same address, in their tenant alone', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const { recipeUserId: userId } = await signUp();
    const [first, second] = [await makeToken(userId), await makeToken(userId)];
    const elsewhere = await makeToken(userId, 'b@example.com');
    const ofTenant = await makeToken(userId, EMAIL, '/t1');
    expect(await consume(first, '/t1')).toEqual(invalid);
    expect(await consume(first)).toEqual({ status: 'OK', userId, email: EMAIL });
    for (const token of [first, second]) expect(await ownerOf(token)).toEqual(invalid);
    for (const [token, prefix] of [
      [elsewhere, ''],
      [ofTenant, '/t1'],
    ] as const)
      // prettier-ignore
      expect((await ownerOf(token, prefix)).status).toBe('OK');
  });

  test('one token shown many times at once is good once', async () => {
    const { recipeUserId } = await signUp();
    const token = await makeToken(recipeUserId);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => consume(token)));
    expect(outcomes.filter(({ status }) => status === 'OK')).toHaveLength(1);
  });

  test('a token is good to the last millisecond of its time', async () => {
    const app = '/appid-configured';
    const coreConfig = { webauthn_recover_account_token_lifetime: 5000 };
    await core.call('PUT', '/recipe/multitenancy/app/v2', { appId: 'configured', coreConfig });
    const { recipeUserId } = await signUp(new Passkey(), {}, {}, app);
    const token = await makeToken(recipeUserId, EMAIL, app);
    core.clock.advance(5000);
    expect((await ownerOf(token, app)).status).toBe('OK');
    core.clock.advance(1);
    expect(await ownerOf(token, app)).toEqual(invalid);
    expect(await consume(token, app)).toEqual(invalid);
  });

  test('a user without a passkey in the tenant recovers too, and is told apart', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const { user } = (await core.call('POST', '/recipe/signup', { email: EMAIL, password: 'secret' })).body;
    expect(await ownerOf(await makeToken(user.id))).toEqual({ status: 'OK', user, recipeUserId: null });
    const passkey = await signUp(new Passkey(), { email: 'b@example.com' });
    const token = await makeToken(passkey.user.id, EMAIL, '/t1');
    expect(await ownerOf(token, '/t1')).toMatchObject({ recipeUserId: null });
  });

  test.each([false, true])(
    'tokens end when their user leaves their tenant; known by another id: %s',
    async (isMapped) => {
      await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
      const { user } = (await core.call('POST', '/recipe/signup', { email: EMAIL, password: 'secret' })).body;
      const mapping = { superTokensUserId: user.id, externalUserId: 'ada' };
      if (isMapped) await core.call('POST', '/recipe/userid/map', mapping);
      await core.call('POST', '/t1/recipe/multitenancy/tenant/user', { recipeUserId: user.id });
      const [leaving, staying] = [await makeToken(user.id, EMAIL, '/t1'), await makeToken(user.id)];
      const left = await core.call('POST', '/t1/recipe/multitenancy/tenant/user/remove', {
        recipeUserId: user.id,
      });
      expect(left.body).toEqual({ status: 'OK', wasAssociated: true });
      expect(await consume(leaving, '/t1')).toEqual(invalid);
      expect((await consume(staying)).status).toBe('OK');
    },
  );

  test('tokens are for the ids that the app knows, and end with the user', async () => {
    const { recipeUserId } = await signUp();
    const mapping = { superTokensUserId: recipeUserId, externalUserId: 'ada' };
    await core.call('POST', '/recipe/userid/map', mapping);
    const [used, kept] = [await makeToken('ada', 'b@example.com'), await makeToken('ada')];
    expect(await ownerOf(used)).toMatchObject({ recipeUserId: 'ada', user: { id: 'ada' } });
    expect(await consume(used)).toMatchObject({ status: 'OK', userId: 'ada' });
    await core.call('POST', '/user/remove', { userId: 'ada' });
    expect(await ownerOf(kept)).toEqual(invalid);
    expect(await consume(kept)).toEqual(invalid);
  });
});

describe('change of address', () => {
  const change = async (recipeUserId: string, email: string) =>
    (await core.call('PUT', '/recipe/webauthn/user/email', { recipeUserId, email })).body.status;

  test('to one that a passkey of the tenant has, or another primary user', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const { recipeUserId: ada } = await signUp();
    await signUp(new Passkey(), { email: 'b@example.com' });
    await signUp(new Passkey(), { email: 'c@example.com' }, {}, '/t1');
    const { user } = (
      await core.call('POST', '/recipe/signup', { email: 'd@example.com', password: 'secret' })
    ).body;
    await core.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId: user.id });

    expect(await change(ada, 'b@example.com')).toBe('EMAIL_ALREADY_EXISTS_ERROR');
    expect(await change(ada, EMAIL)).toBe('OK');
    expect(await change(ada, 'd@example.com')).toBe('OK');
    expect(await change(ada, 'c@example.com')).toBe('OK');
    await core.call('POST', '/recipe/accountlinking/user/primary', { recipeUserId: ada });
    expect(await change(ada, 'b@example.com')).toBe('EMAIL_ALREADY_EXISTS_ERROR');
    expect(await change(ada, 'd@example.com')).toBe('USER_WITH_EMAIL_ALREADY_EXISTS_ERROR');
    expect(await change(ada, 'e@example.com')).toBe('OK');
  });

  test('is for login methods by passkey alone', async () => {
    const { user } = (await core.call('POST', '/recipe/signup', { email: EMAIL, password: 'secret' })).body;
    expect(await change(user.id, 'b@example.com')).toBe('UNKNOWN_USER_ID_ERROR');
  });
});
