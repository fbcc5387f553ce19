import { REASONS } from '../src/crypto/passkeyReasons.ts';
import { Passkey, UP, UV } from './support/authenticator';
import type { Deviation } from './support/authenticator';
import { expectFlagsRequired } from './support/authenticatorFlags';
import { EMAIL, passkeyCalls, refusedAuthenticator } from './support/passkeyCalls';
import { setUpTestCore } from './support/testCore';

const core = setUpTestCore();

const { optionsFor, show, signIn, signUp } = passkeyCalls(() => core);

describe('sign-in', () => {
  test.each<[string, Deviation, string]>([
    ['a changed signature', { tamper: true, counter: 1 }, REASONS.signature],
    [
      'another origin',
      { origin: 'https://evil.com' },
      "The collectedClientData 'https://evil.com' origin doesn't match any of the preconfigured server origin.",
    ],
    ['another relying party', { relyingPartyId: 'evil.com' }, REASONS.relyingParty],
    ['another ceremony', { type: 'webauthn.create' }, REASONS.type.get],
    ['a page in a frame of another origin', { crossOrigin: true, counter: 1 }, REASONS.crossOrigin],
    ['a passkey that is backed up, but not eligible', { flags: UP | UV | 0x10 }, REASONS.backupState],
    ['no user verification', { flags: UP }, REASONS.notVerified],
    ['no user presence', { flags: UV, counter: 1 }, REASONS.notPresent],
    ['a counter that does not increase', {}, REASONS.counter],
    ['a changed signature, before its counter', { tamper: true }, REASONS.signature],
  ])('is refused for %s with the real core’s message', async (_name, deviation, reason) => {
    const passkey = new Passkey();
    await signUp(passkey, {}, { counter: 1 });
    const demands = { userVerification: 'required', userPresence: true };
    const counted = { counter: 1, ...deviation, ...(deviation.counter && { counter: 2 }) };
    expect(await signIn(passkey, demands, counted)).toEqual({
      status: 'INVALID_AUTHENTICATOR_ERROR',
      reason,
    });
  });

  test('is refused with another challenge or the key of another user', async () => {
    const [passkey, other] = [new Passkey(), new Passkey()];
    await signUp(passkey);
    const [options, later] = [await optionsFor('signin'), await optionsFor('signin')];
    expect((await show('signin', options, passkey.sign(later))).body).toEqual(refusedAuthenticator);
    const { id, rawId } = passkey.sign(options);
    const forged = { ...other.sign(options), id, rawId };
    expect((await show('signin', options, forged)).body).toEqual(refusedAuthenticator);
  });

  test('is lenient about members besides the signature', async () => {
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

  test('requires user presence and verification if requested', async () => {
    const passkey = new Passkey();
    await signUp(passkey);
    const attempt = async (body: object, flags: number) => (await signIn(passkey, body, { flags })).status;
    await expectFlagsRequired(attempt);
  });

  test('a counter must increase; of concurrent uses of one value, one succeeds', async () => {
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

  test('a passkey works in all tenants', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const passkey = new Passkey();
    const { user } = await signUp(passkey);
    expect(await signIn(passkey, {}, {}, '/t1')).toEqual({ status: 'OK', user, recipeUserId: user.id });
  });

  test('returns external ids and the primary user of a linked passkey', async () => {
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

  test('finds users by passkey in any tenant, and refuses an unknown one', async () => {
    await core.call('PUT', '/recipe/multitenancy/tenant/v2', { tenantId: 't1' });
    const passkey = new Passkey();
    const { user } = await signUp(passkey);
    const find = (query: string, prefix = '') =>
      core.call('GET', `${prefix}/users/by-accountinfo?doUnionOfAccountInfo=false&${query}`);
    expect((await find(`webauthnCredentialId=${passkey.id}`, '/t1')).body.users).toEqual([user]);
    expect((await find(`webauthnCredentialId=${passkey.id}&email=b@example.com`)).body.users).toEqual([]);
    expect((await find('webauthnCredentialId=nosuch')).status).toBe(400);
  });

  test('is impossible after the user was removed', async () => {
    const passkey = new Passkey();
    const { user } = await signUp(passkey);
    await core.call('POST', '/user/remove', { userId: user.id });
    expect(await signIn(passkey)).toEqual({ status: 'CREDENTIAL_NOT_FOUND_ERROR' });
    expect((await signUp(passkey)).status).toBe('OK');
  });
});
