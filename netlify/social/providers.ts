import { importPKCS8, SignJWT } from 'jose';
import {
  ClientSecretBasic,
  ClientSecretPost,
  None,
  type AuthorizationServer,
  type ClientAuth,
} from 'oauth4webapi';
import { getEnv } from '../../config/env/env.ts';
import {
  LOCAL_PROVIDER,
  type AppleClient,
  type ProviderClient,
  type SocialEnv,
} from '../../config/env/socialEnv.ts';
import { toProviderId, type ProviderId } from '../../config/signInMethods.ts';

/** A provider and the app as it knows it. */
export interface Provider {
  id: ProviderId;
  /** Issuer for OpenID Connect discovery, or the addresses of a provider that has none. */
  server: URL | AuthorizationServer;
  clientId: string;
  scope: string;
  /** Further parameters of the authorization request. */
  parameters: Record<string, string>;
  /** How it can be made to ask for the credentials of the user again. */
  confirmation: Confirmation;
  authenticate: (server: AuthorizationServer) => ClientAuth | Promise<ClientAuth>;
  /** All deploys of the site share it, and no one else has it. Empty for a public client. */
  secret: string;
  /** Address of the API, for a provider without ID tokens. */
  api?: string;
}

/**
 * What a provider offers to a user who has to confirm who they are, and who may still have a session there.
 * `docs/guides/sign-in-with-providers.md` has a table.
 */
interface Confirmation {
  /** Further parameters of the authorization request. */
  parameters: Record<string, string>;
  /** Whether the ID token says when the user entered their credentials. Only then is a sign-in recent. */
  tellsTime: boolean;
}

type ProviderSettings = Omit<Provider, 'id' | 'confirmation'>;

/** It lets the user choose an account, and asks for no password of one that is signed in there. */
const ACCOUNT_CHOICE: Confirmation = { parameters: { prompt: 'select_account' }, tellsTime: false };

const CONFIRMATIONS: Record<ProviderId, Confirmation> = {
  google: ACCOUNT_CHOICE,
  github: ACCOUNT_CHOICE,
  // It has no parameter for this, and asks the user at each sign-in.
  apple: { parameters: {}, tellsTime: false },
  // OpenID Connect Core 1.0, section 3.1.2.1
  oidc: { parameters: { prompt: 'login', max_age: '0' }, tellsTime: true },
};

const DAY_SECONDS = 24 * 60 * 60;

/** @see https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret */
async function signAppleSecret({ clientId, teamId, keyId, privateKey }: AppleClient): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: keyId })
    .setIssuer(teamId)
    .setSubject(clientId)
    .setAudience('https://appleid.apple.com')
    .setIssuedAt(now)
    .setExpirationTime(now + DAY_SECONDS)
    .sign(await importPKCS8(privateKey, 'ES256'));
}

/** Uses the method that the provider names; by default Basic (OpenID Connect Discovery 1.0, section 3). */
const withSecret =
  (secret: string | undefined) =>
  ({ token_endpoint_auth_methods_supported: methods }: AuthorizationServer): ClientAuth => {
    if (secret === undefined) return None();
    const usesPost = methods?.includes('client_secret_post') === true;
    return usesPost ? ClientSecretPost(secret) : ClientSecretBasic(secret);
  };

const secretClient = ({ clientId, clientSecret }: ProviderClient) => ({
  clientId,
  authenticate: withSecret(clientSecret),
  secret: clientSecret ?? '',
});

/** GitHub has OAuth 2.0 without OpenID Connect. */
const gitHub = (site: string, api: string) => ({
  server: {
    issuer: `${site}/login/oauth`,
    authorization_endpoint: `${site}/login/oauth/authorize`,
    token_endpoint: `${site}/login/oauth/access_token`,
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  },
  api,
  scope: 'read:user user:email',
  parameters: {},
});

const openId = (issuer: string) => ({ server: new URL(issuer), scope: 'openid email', parameters: {} });

const FORM_POST = { response_mode: 'form_post' };

/** The provider on this machine in the place of another one. */
function localSettings(id: ProviderId, url: string): ProviderSettings {
  const client = secretClient({ clientId: `local-${id}`, clientSecret: LOCAL_PROVIDER.clientSecret });
  if (id === 'github') {
    const { server, ...settings } = gitHub(`${url}/github`, `${url}/github`);
    return { ...client, ...settings, server: { ...server, issuer: url } };
  }
  return { ...client, ...openId(url), ...(id === 'apple' && { parameters: FORM_POST }) };
}

/** The settings of each provider, where it is set up. */
const realSettings: Record<ProviderId, (social: SocialEnv) => ProviderSettings | undefined> = {
  google: ({ google }) => google && { ...secretClient(google), ...openId('https://accounts.google.com') },
  github: ({ github }) =>
    github && { ...secretClient(github), ...gitHub('https://github.com', 'https://api.github.com') },
  apple: ({ apple }) =>
    apple && {
      ...openId('https://appleid.apple.com'),
      clientId: apple.clientId,
      // Apple sends the address with this response mode only.
      parameters: FORM_POST,
      authenticate: async () => ClientSecretPost(await signAppleSecret(apple)),
      secret: apple.privateKey,
    },
  oidc: ({ oidc }) => oidc && { ...secretClient(oidc), ...openId(oidc.issuer) },
};

/** Returns the providers that users can sign in with. */
export function enabledProviders(): Provider[] {
  const { signInMethods, social } = getEnv();
  return signInMethods.flatMap((method) => {
    const id = toProviderId(method);
    if (id === undefined) return [];
    const { localProvider } = social;
    const local = localProvider === undefined ? undefined : localSettings(id, localProvider);
    const settings = realSettings[id](social) ?? local;
    return settings === undefined ? [] : [{ id, confirmation: CONFIRMATIONS[id], ...settings }];
  });
}

/** Whether requests to a provider may be unencrypted: to this machine only. */
export const isLocal = (): boolean => getEnv().social.localProvider !== undefined;
