import { LOCAL_CORE, parseEnv } from '../../config/env/env.ts';
import { SIGN_IN_METHODS } from '../../config/signInMethods.ts';
import { deploy, envErrorOf } from '../support/environments.ts';

describe('parseEnv', () => {
  it('requires no variables on a development machine', () => {
    expect(parseEnv({})).toEqual({
      context: 'dev',
      deployed: false,
      development: false,
      buildOffline: false,
      triesPerMinute: 60,
      passwordMinLength: 8,
      breachedPasswordsUrl: undefined,
      emailVerification: 'optional',
      signInMethods: SIGN_IN_METHODS,
      social: { localProvider: 'http://127.0.0.1:9080' },
      siteName: undefined,
      callbackOrigin: undefined,
      secondFactor: { policy: 'optional', keys: [expect.any(String)] },
      appName: 'Latchkey',
      languages: ['en', 'de', 'ar'],
      apiBasePath: '/.netlify/functions/auth',
      websiteBasePath: '/auth',
      siteOrigin: 'http://localhost:8888',
      siteOrigins: ['http://localhost:8888', 'http://127.0.0.1:8888'],
      websiteDomain: undefined,
      sessionCheck: 'token',
      accessTokenSigningKey: 'dynamic',
      smtp: {
        host: '127.0.0.1',
        port: 1025,
        security: 'none',
        login: undefined,
        from: { name: 'Latchkey', address: 'no-reply@localhost.localdomain' },
      },
      core: { connectionUri: LOCAL_CORE.uri, apiKey: LOCAL_CORE.apiKey, requiredFeatures: [] },
    });
  });

  it('uses the local core in `netlify dev`, which sets CONTEXT', () => {
    expect(parseEnv({ CONTEXT: 'dev' }).core.connectionUri).toBe(LOCAL_CORE.uri);
  });

  it.each(['feature/login', 'HEAD', 'Fix_1'])(
    'accepts addresses that netlify-cli derives from %s',
    (branch) => {
      const local = { CONTEXT: 'dev', URL: 'http://localhost:9000' };
      const made = `https://${branch}--undefined.netlify.app`;
      expect(parseEnv({ ...local, DEPLOY_PRIME_URL: made, DEPLOY_URL: made })).toEqual(parseEnv(local));
    },
  );

  it('ignores upper case in addresses', () => {
    const DEPLOY_PRIME_URL = 'https://HEAD--site.netlify.app';
    expect(parseEnv({ ...deploy, DEPLOY_PRIME_URL }).siteOrigins).toContain('https://head--site.netlify.app');
  });

  it('uses the address of the site in production and that of the branch elsewhere', () => {
    expect(parseEnv(deploy).siteOrigin).toBe('https://site.netlify.app');
    expect(parseEnv({ ...deploy, CONTEXT: 'deploy-preview' }).siteOrigin).toBe(
      'https://main--site.netlify.app',
    );
  });

  it('returns all addresses of a deploy', () => {
    const source = {
      ...deploy,
      DEPLOY_URL: 'https://65f0--site.netlify.app',
      SITE_NAME: 'site',
      SITE_ALIASES: 'https://example.com, https://www.example.com/',
    };
    expect(parseEnv(source).siteOrigins).toEqual([
      'https://site.netlify.app',
      'https://main--site.netlify.app',
      'https://65f0--site.netlify.app',
      'https://example.com',
      'https://www.example.com',
    ]);
  });

  it.each(['example.com', 'https://example.com/path', 'https://a.example,', 'ftp://example.com'])(
    'rejects the alias %j',
    (SITE_ALIASES) => {
      expect(envErrorOf({ ...deploy, SITE_ALIASES }).variable).toBe('SITE_ALIASES');
    },
  );

  it.each(['SUPERTOKENS_CONNECTION_URI', 'SUPERTOKENS_API_KEY'])('requires %s in a deploy', (variable) => {
    const error = envErrorOf({ ...deploy, [variable]: undefined });
    expect(error.variable).toBe(variable);
    expect(error.message).toMatch(
      new RegExp(`^${variable} is not set, and a deploy needs it. Example: ${variable}=`),
    );
  });

  it('requires them in a function on Netlify, where CONTEXT is not set', () => {
    expect(envErrorOf({ AWS_LAMBDA_FUNCTION_NAME: 'auth' }).variable).toBe('SUPERTOKENS_CONNECTION_URI');
  });

  it.each([
    ['SUPERTOKENS_CONNECTION_URI', 'core.example'],
    ['SUPERTOKENS_CONNECTION_URI', 'ftp://core.example'],
    ['SUPERTOKENS_API_KEY', 'two words'],
    ['APP_NAME', 'x'.repeat(61)],
    ['API_BASE_PATH', 'api'],
    ['API_BASE_PATH', '/api/'],
    ['API_BASE_PATH', '/a/../b'],
    ['WEBSITE_BASE_PATH', '/'],
    ['WEBSITE_DOMAIN', 'www.example.com'],
    ['WEBSITE_DOMAIN', 'https://www.example.com/path'],
    ['URL', 'not an address'],
    ['URL', 'https://www.example.com:443/path:443'],
    ['URL', 'https://:443'],
    ['ACCESS_TOKEN_SIGNING_KEY', 'none'],
  ])('rejects %s=%s in one line with an example', (variable, value) => {
    const error = envErrorOf({ ...deploy, [variable]: value });
    expect(error.variable).toBe(variable);
    expect(error.message).toMatch(new RegExp(`^${variable} must .+\\. Example: ${variable}=.+$`));
    expect(error.message).not.toContain('\n');
  });

  it.each([
    ['/auth', '/auth'],
    ['/auth/api', '/auth'],
    ['/auth', '/auth/login'],
    ['/api', '/session'],
    ['/api', '/account/login'],
    ['/api', '/account-deleted'],
    ['/api', '/tokens.css'],
    ['/api', '/_next'],
    ['/api', '/.netlify/login'],
  ])('with the functions at %s rejects a sign-in page at %s', (API_BASE_PATH, WEBSITE_BASE_PATH) => {
    const error = envErrorOf({ API_BASE_PATH, WEBSITE_BASE_PATH });
    expect(error.message).toMatch(/^WEBSITE_BASE_PATH must not meet .+ Example: WEBSITE_BASE_PATH=\/auth$/);
  });

  it('accepts any unused path for the sign-in page', () => {
    expect(parseEnv({ WEBSITE_BASE_PATH: '/sessions' }).websiteBasePath).toBe('/sessions');
  });

  it('treats an empty or blank variable as unset', () => {
    expect(parseEnv({ WEBSITE_DOMAIN: '', APP_NAME: '  ' })).toEqual(parseEnv({}));
  });

  it.each([
    ['http://localhost:80', 'http://localhost'],
    ['https://www.example.com:443/', 'https://www.example.com'],
    ['http://www.example.com:443', 'http://www.example.com:443'],
  ])('accepts the origin %s with its port', (given, origin) => {
    expect(parseEnv({ URL: given }).siteOrigin).toBe(origin);
  });

  it('accepts several cores and a domain with a trailing slash', () => {
    const env = parseEnv({
      SUPERTOKENS_CONNECTION_URI: 'https://a.example;https://b.example/core',
      WEBSITE_DOMAIN: 'https://www.example.com/',
    });
    expect(env.core.connectionUri).toBe('https://a.example;https://b.example/core');
    expect(env.websiteDomain).toBe('https://www.example.com');
  });
});

describe('SIGN_IN_METHODS', () => {
  it('is the password alone in a deploy', () => {
    expect(parseEnv(deploy).signInMethods).toEqual(['password']);
  });

  it('needs a mail server for links by email', () => {
    expect(envErrorOf({ ...deploy, SIGN_IN_METHODS: 'password,email' }).message).toBe(
      'SIGN_IN_METHODS contains email, and no mail is sent here: set SMTP_HOST, or remove email. Example: SIGN_IN_METHODS=password,google',
    );
    const smtp = { SMTP_HOST: 'smtp.example.com', SMTP_FROM: 'app@example.com' };
    const { signInMethods } = parseEnv({ ...deploy, ...smtp, SIGN_IN_METHODS: 'email' });
    expect(signInMethods).toEqual(['email']);
  });

  it('keeps the order and removes repeated names', () => {
    const { signInMethods } = parseEnv({ SIGN_IN_METHODS: ' google , password,google' });
    expect(signInMethods).toEqual(['google', 'password']);
  });

  it.each(['passwords', 'password,', ',', 'Password'])('refuses %j', (value) => {
    expect(envErrorOf({ SIGN_IN_METHODS: value }).message).toMatch(
      /^SIGN_IN_METHODS must be a comma-separated list of password, .* Example: SIGN_IN_METHODS=password,google$/,
    );
  });
});
