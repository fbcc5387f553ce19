import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Passkey, UP, UV } from './support/authenticator';
import type { Deviation } from './support/authenticator';
import { expectFlagsRequired } from './support/authenticatorFlags';
import { EMAIL, PARTY, passkeyCalls, refusedAuthenticator, refusedCredential } from './support/passkeyCalls';
import type { GivenOptions } from './support/passkeyCalls';
import { MINUTE, setUpTestCore } from './support/testCore';

const core = setUpTestCore();

const { getOptions, optionsFor, show, signIn, signUp } = passkeyCalls(() => core);

describe('options', () => {
  test('each challenge has 32 random bytes', async () => {
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

  test('empty texts get defaults, and the display name defaults to the email', async () => {
    const empty = { attestation: '', residentKey: '', userVerification: '', displayName: '' };
    expect(await optionsFor('register', empty)).toMatchObject({
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
      user: { displayName: EMAIL },
    });
  });

  test('the user handle is the id of the oldest user with the email in the tenant, or new', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const { user } = (await core.call('POST', '/recipe/signup', { email: EMAIL, password: 'secret' })).body;
    const handleOf = ({ user: { id } }: GivenOptions) => Buffer.from(id, 'base64url').toString();
    expect(handleOf(await optionsFor('register'))).toBe(user.id);
    const elsewhere = await optionsFor('register', {}, '/t1');
    expect(handleOf(elsewhere)).toBe(elsewhere.webauthnGeneratedOptionsId);
  });

  test('are returned and removed in their tenant only', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const { webauthnGeneratedOptionsId: id } = await optionsFor('signin');
    const removal = `/recipe/webauthn/options/remove?webauthnGeneratedOptionsId=${id}`;
    expect((await getOptions(id, '/t1')).status).toBe('OPTIONS_NOT_FOUND_ERROR');
    expect((await core.call('DELETE', `/t1${removal}`)).body.status).toBe('OPTIONS_NOT_FOUND_ERROR');
    expect((await getOptions(id)).status).toBe('OK');
  });

  test('refuses a timeout beyond safe integers', async () => {
    const longest = await optionsFor('signin', { timeout: 2 ** 52 });
    expect((await getOptions(longest.webauthnGeneratedOptionsId)).timeout).toBe(2 ** 52);
    const reply = await core.call('POST', '/recipe/webauthn/options/signin', {
      ...PARTY,
      timeout: Number.MAX_SAFE_INTEGER,
    });
    expect(reply.body.text).toBe("Field name 'timeout' is invalid in JSON input");
  });

  test('are deleted after they have expired', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'core-'));
    let now = Date.UTC(2026, 0, 1);
    const reopen = () => core.restart({ data: join(folder, 'core.db'), clock: { now: () => now } });
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
    ['another origin', { origin: 'https://evil.com' }],
    ['another port', { origin: 'https://example.com:444' }],
    ['another scheme', { origin: 'http://example.com' }],
    ['another relying party', { relyingPartyId: 'evil.com' }],
    ['an assertion instead of a registration', { type: 'webauthn.get' }],
    ['a passkey that is backed up, but not eligible', { flags: UP | UV | 0x10 }],
  ])('is refused for %s', async (_name, deviation) => {
    expect(await signUp(new Passkey(), {}, deviation)).toEqual(refusedAuthenticator);
    expect((await core.call('GET', '/users/count')).body.count).toBe(0);
  });

  test.each([
    [{ origin: 'https://example.com/' }, { origin: 'https://example.com' }],
    [{ origin: 'https://login.example.com' }, { origin: 'https://LOGIN.example.com:443' }],
    [{ relyingPartyId: '' }, { relyingPartyId: '' }],
  ])('with options %j and response %j', async (body, deviation) => {
    expect((await signUp(new Passkey(), body, deviation)).status).toBe('OK');
  });

  test('requires user presence and verification if requested', async () => {
    const attempt = async (body: object, flags: number) =>
      (await signUp(new Passkey(), { email: `${String(Math.random())}@example.com`, ...body }, { flags }))
        .status;
    await expectFlagsRequired(attempt);
  });

  test('accepts attestations of known formats without verifying them', async () => {
    const statement = new Map([['sig', Buffer.from('none at all')]]);
    const packed = await signUp(new Passkey(), {}, { format: 'packed', statement });
    expect(packed.status).toBe('OK');
    expect(await signUp(new Passkey(), { email: 'b@example.com' }, { format: 'odd' })).toEqual(
      refusedCredential,
    );
  });

  test('distinguishes unreadable from incomplete passkeys', async () => {
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
    'refuses a credential with %j',
    async (part) => {
      const options = await optionsFor('register');
      const reply = await show('signup', options, { ...new Passkey().register(options), ...part });
      expect(reply.body.text).toBe("Field name 'credential' is invalid in JSON input");
    },
  );

  test('an email and a passkey sign up once, even concurrently', async () => {
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

  test('refuses sign-in options', async () => {
    const options = await optionsFor('signin');
    expect((await show('signup', options, new Passkey().register(options))).status).toBe(400);
  });

  test('an email is unique per tenant, and options are valid in all tenants', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const [first, second] = [await signUp(), await signUp(new Passkey(), {}, {}, '/t1')];
    expect(second.user).toMatchObject({ tenantIds: ['t1'] });
    expect(first.user.id).not.toBe(second.user.id);
    const options = await optionsFor('register', { email: 'b@example.com' });
    const { body } = await show('signup', options, new Passkey().register(options), { prefix: '/t1' });
    expect(body.user).toMatchObject({ tenantIds: ['t1'] });
  });

  test('options are valid until exactly their timeout', async () => {
    const options = await optionsFor('register');
    core.clock.advance(MINUTE + 1);
    const late = await show('signup', options, new Passkey().register(options));
    expect(late.body).toEqual({ status: 'INVALID_OPTIONS_ERROR', reason: 'Options expired' });
    core.clock.advance(-1);
    expect((await show('signup', options, new Passkey().register(options))).body.status).toBe('OK');
  });
});
