/** @jest-environment node */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

interface GivenOptions {
  readonly status: string;
  readonly webauthnGeneratedOptionsId: string;
  readonly challenge: string;
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
