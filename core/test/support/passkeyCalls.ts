import { Passkey } from './authenticator';
import type { IssuedOptions, Deviation } from './authenticator';
import { MINUTE } from './testCore';
import type { TestCore } from './testCore';

export const PARTY = {
  relyingPartyId: 'example.com',
  relyingPartyName: 'Example',
  origin: 'https://example.com',
  timeout: MINUTE,
};

/** The default user. */
export const EMAIL = 'ada@example.com';

export interface GivenOptions extends IssuedOptions {
  readonly status: string;
  readonly user: { readonly id: string };
}

/** Requests to the webauthn recipe of the test's current core. */
export function passkeyCalls(core: () => TestCore) {
  const optionsFor = async (kind: 'register' | 'signin', body: object = {}, prefix = '') => {
    const reply = await core().call('POST', `${prefix}/recipe/webauthn/options/${kind}`, {
      ...PARTY,
      ...(kind === 'register' ? { email: EMAIL } : {}),
      ...body,
    });
    return reply.body as unknown as GivenOptions;
  };

  const show = (
    path: string,
    { webauthnGeneratedOptionsId }: IssuedOptions,
    credential: object,
    { prefix = '', ...more }: { prefix?: string; recipeUserId?: string } = {},
  ) =>
    core().call('POST', `${prefix}/recipe/webauthn/${path}`, {
      webauthnGeneratedOptionsId,
      credential,
      ...more,
    });

  return {
    optionsFor,
    /** Sends an authenticator's response. */
    show,
    getOptions: async (id: string, prefix = '') =>
      (await core().call('GET', `${prefix}/recipe/webauthn/options?webauthnGeneratedOptionsId=${id}`)).body,
    /** Creates a passkey and signs up with it. */
    signUp: async (passkey = new Passkey(), body: object = {}, deviation: Deviation = {}, prefix = '') => {
      const options = await optionsFor('register', body, prefix);
      return (await show('signup', options, passkey.register(options, deviation), { prefix })).body;
    },
    signIn: async (passkey: Passkey, body: object = {}, deviation: Deviation = {}, prefix = '') => {
      const options = await optionsFor('signin', body, prefix);
      return (await show('signin', options, passkey.sign(options, deviation), { prefix })).body;
    },
  };
}

export const refusedAuthenticator = {
  status: 'INVALID_AUTHENTICATOR_ERROR',
  reason: expect.stringMatching(/./) as unknown,
};
export const refusedCredential = {
  status: 'INVALID_CREDENTIALS_ERROR',
  reason: expect.stringMatching(/./) as unknown,
};
