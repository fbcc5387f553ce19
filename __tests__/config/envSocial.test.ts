import { parseEnv } from '../../config/env/env.ts';
import { examples } from '../../config/env/envVariables.ts';
import { PROVIDERS } from '../../config/signInMethods.ts';
import { deploy, envErrorOf } from '../support/environments.ts';

const VARIABLES = {
  google: ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  github: ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  apple: ['APPLE_CLIENT_ID', 'APPLE_TEAM_ID', 'APPLE_KEY_ID', 'APPLE_PRIVATE_KEY'],
  oidc: ['OIDC_ISSUER', 'OIDC_CLIENT_ID'],
} as const;

const allOf = (provider: keyof typeof VARIABLES): Record<string, string> =>
  Object.fromEntries(VARIABLES[provider].map((variable) => [variable, examples[variable]]));

const missing = PROVIDERS.flatMap((provider) =>
  VARIABLES[provider].map((variable) => [variable, provider] as const),
);

it.each(missing)('a deploy without %s stops with one line if %s is on', (variable, provider) => {
  const source = {
    ...deploy,
    SIGN_IN_METHODS: `password,${provider}`,
    ...allOf(provider),
    [variable]: undefined,
  };
  const { message } = envErrorOf(source);
  expect(message).toContain(
    `${variable} is not set, and SIGN_IN_METHODS has ${provider}. Example: ${variable}=`,
  );
  expect(message).not.toContain('\n');
});

it.each(PROVIDERS)('reads the client of %s', (provider) => {
  const { social, signInMethods } = parseEnv({ ...deploy, SIGN_IN_METHODS: provider, ...allOf(provider) });
  expect(signInMethods).toEqual([provider]);
  expect(social[provider]).toMatchObject({
    clientId: allOf(provider)[`${provider.toUpperCase()}_CLIENT_ID`],
  });
  expect(social.localProvider).toBeUndefined();
});

it('needs nothing for a provider that is off', () => {
  expect(parseEnv(deploy).social).toEqual({ localProvider: undefined });
});

it('uses the local provider on this machine for what is not set up', () => {
  expect(parseEnv({ ...allOf('google') }).social).toEqual({
    google: { clientId: examples.GOOGLE_CLIENT_ID, clientSecret: examples.GOOGLE_CLIENT_SECRET },
    localProvider: 'http://127.0.0.1:9080',
  });
  expect(envErrorOf({ GOOGLE_CLIENT_ID: 'x' }).variable).toBe('GOOGLE_CLIENT_SECRET');
});

it('never uses a local provider in a deploy', () => {
  const env = { ...deploy, LOCAL_PROVIDER_URL: 'http://127.0.0.1:9080' };
  expect(parseEnv(env).social.localProvider).toBeUndefined();
});

it.each([
  ['OIDC_ISSUER', 'http://accounts.example.com'],
  ['OIDC_ISSUER', 'accounts.example.com'],
  ['OIDC_ISSUER', 'https://accounts.example.com?x=1'],
  ['APPLE_PRIVATE_KEY', 'MIGTAgEA'],
  ['OIDC_CLIENT_ID', 'ü'],
  ['LOCAL_PROVIDER_URL', 'http://192.168.1.1:9080'],
  ['LOCAL_PROVIDER_URL', 'https://127.0.0.1:9080'],
])('refuses %s=%s', (variable, value) => {
  const source = { ...allOf('oidc'), ...allOf('apple'), [variable]: value };
  expect(envErrorOf(source).variable).toBe(variable);
});

it.each([
  ['https://idp.example/.well-known/openid-configuration', 'https://idp.example'],
  ['https://idp.example/realms/one', 'https://idp.example/realms/one'],
])('takes the issuer from the address of discovery: %s', (given, issuer) => {
  expect(parseEnv({ ...allOf('oidc'), OIDC_ISSUER: given }).social.oidc?.issuer).toBe(issuer);
});

it('reads a private key in one line', () => {
  const { social } = parseEnv(allOf('apple'));
  expect(social.apple?.privateKey).toBe(
    '-----BEGIN PRIVATE KEY-----\nMIGTAgEAMBMG\n-----END PRIVATE KEY-----',
  );
});

it('names the registered address of a deploy, whichever deploy it is', () => {
  const preview = { ...deploy, CONTEXT: 'deploy-preview', DEPLOY_PRIME_URL: 'https://p--site.netlify.app' };
  expect(parseEnv(preview)).toMatchObject({
    siteOrigin: 'https://p--site.netlify.app',
    callbackOrigin: 'https://site.netlify.app',
  });
  expect(parseEnv({}).callbackOrigin).toBeUndefined();
});
