/** @jest-environment node */
import { readFileSync } from 'node:fs';
import { examples } from '../../config/envVariables.ts';
import { EnvError, LOCAL_CORE, parseEnv } from '../../config/env.ts';

const deploy = {
  CONTEXT: 'production',
  URL: 'https://site.netlify.app',
  DEPLOY_PRIME_URL: 'https://main--site.netlify.app',
  SUPERTOKENS_CONNECTION_URI: 'https://core.example',
  SUPERTOKENS_API_KEY: 'key',
};

function problem(source: Record<string, string | undefined>): EnvError {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error;
  }
  throw new Error('accepted');
}

describe('parseEnv', () => {
  it('needs nothing on a bare machine', () => {
    expect(parseEnv({})).toEqual({
      context: 'dev',
      deployed: false,
      development: false,
      buildOffline: false,
      triesPerMinute: 60,
      emailVerification: 'optional',
      appName: 'Latchkey',
      apiBasePath: '/.netlify/functions/auth',
      websiteBasePath: '/auth',
      siteOrigin: 'http://localhost:8888',
      siteOrigins: ['http://localhost:8888', 'http://127.0.0.1:8888'],
      websiteDomain: undefined,
      accessTokenSigningKey: 'dynamic',
      smtp: {
        host: '127.0.0.1',
        port: 1025,
        security: 'none',
        login: undefined,
        from: { name: 'Latchkey', address: 'no-reply@localhost.localdomain' },
      },
      core: { connectionUri: LOCAL_CORE.uri, apiKey: LOCAL_CORE.apiKey },
    });
  });

  it('takes the local core in `netlify dev`, which says so in CONTEXT', () => {
    expect(parseEnv({ CONTEXT: 'dev' }).core.connectionUri).toBe(LOCAL_CORE.uri);
  });

  it.each(['feature/login', 'HEAD', 'Fix_1'])(
    'does not mind that netlify-cli makes addresses of %s',
    (branch) => {
      const local = { CONTEXT: 'dev', URL: 'http://localhost:9000' };
      const made = `https://${branch}--undefined.netlify.app`;
      expect(parseEnv({ ...local, DEPLOY_PRIME_URL: made, DEPLOY_URL: made })).toEqual(parseEnv(local));
    },
  );

  it('takes an address in capitals for the same address', () => {
    const DEPLOY_PRIME_URL = 'https://HEAD--site.netlify.app';
    expect(parseEnv({ ...deploy, DEPLOY_PRIME_URL }).siteOrigins).toContain('https://head--site.netlify.app');
  });

  it('takes the address of the site in production, and the one of the branch elsewhere', () => {
    expect(parseEnv(deploy).siteOrigin).toBe('https://site.netlify.app');
    expect(parseEnv({ ...deploy, CONTEXT: 'deploy-preview' }).siteOrigin).toBe(
      'https://main--site.netlify.app',
    );
  });

  it('knows every address of a deploy', () => {
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
    'refuses the alias %j',
    (SITE_ALIASES) => {
      expect(problem({ ...deploy, SITE_ALIASES }).variable).toBe('SITE_ALIASES');
    },
  );

  it.each(['SUPERTOKENS_CONNECTION_URI', 'SUPERTOKENS_API_KEY'])('needs %s in a deploy', (variable) => {
    const error = problem({ ...deploy, [variable]: undefined });
    expect(error.variable).toBe(variable);
    expect(error.message).toMatch(
      new RegExp(`^${variable} is not set, and a deploy needs it. Example: ${variable}=`),
    );
  });

  it('needs them in a function on Netlify, where CONTEXT is not set', () => {
    expect(problem({ AWS_LAMBDA_FUNCTION_NAME: 'auth' }).variable).toBe('SUPERTOKENS_CONNECTION_URI');
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
    ['ACCESS_TOKEN_SIGNING_KEY', 'none'],
  ])('refuses %s=%s in one line with an example', (variable, value) => {
    const error = problem({ ...deploy, [variable]: value });
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
    ['/api', '/_next'],
    ['/api', '/.netlify/login'],
  ])('with the functions at %s refuses a log-in page at %s', (API_BASE_PATH, WEBSITE_BASE_PATH) => {
    const error = problem({ API_BASE_PATH, WEBSITE_BASE_PATH });
    expect(error.message).toMatch(/^WEBSITE_BASE_PATH must not meet .+ Example: WEBSITE_BASE_PATH=\/auth$/);
  });

  it('lets the log-in page be where nothing else is', () => {
    expect(parseEnv({ WEBSITE_BASE_PATH: '/sessions' }).websiteBasePath).toBe('/sessions');
  });

  it('takes an empty or blank variable for one that is not set', () => {
    expect(parseEnv({ WEBSITE_DOMAIN: '', APP_NAME: '  ' })).toEqual(parseEnv({}));
  });

  it('takes several cores and a domain with a slash at its end', () => {
    const env = parseEnv({
      SUPERTOKENS_CONNECTION_URI: 'https://a.example;https://b.example/core',
      WEBSITE_DOMAIN: 'https://www.example.com/',
    });
    expect(env.core.connectionUri).toBe('https://a.example;https://b.example/core');
    expect(env.websiteDomain).toBe('https://www.example.com');
  });
});

describe('the mail server', () => {
  const mail = { SMTP_HOST: 'smtp.example.com', SMTP_FROM: 'no-reply@example.com' };

  it('is none in a deploy that names none', () => {
    expect(parseEnv(deploy).smtp).toBeUndefined();
  });

  it('is spoken to over TLS, at the port for it', () => {
    expect(parseEnv({ ...deploy, ...mail }).smtp).toEqual({
      host: 'smtp.example.com',
      port: 587,
      security: 'starttls',
      login: undefined,
      from: { name: 'Latchkey', address: 'no-reply@example.com' },
    });
    const tls = parseEnv({ ...deploy, ...mail, SMTP_SECURITY: 'tls' }).smtp;
    expect(tls).toMatchObject({ port: 465, security: 'tls' });
  });

  it('gets the login and the sender that are set', () => {
    const login = { SMTP_USER: 'user', SMTP_PASSWORD: 'pass word', SMTP_PORT: '2525' };
    const smtp = parseEnv({ ...deploy, ...mail, ...login, SMTP_FROM: '"My App" <app@example.com>' }).smtp;
    expect(smtp).toMatchObject({
      port: 2525,
      login: { user: 'user', password: 'pass word' },
      from: { name: 'My App', address: 'app@example.com' },
    });
  });

  it.each([
    [{ SMTP_PORT: '25' }, 'SMTP_HOST', 'is not set, and SMTP_PORT is'],
    [{ SMTP_USER: 'user', SMTP_PASSWORD: 'x' }, 'SMTP_HOST', 'is not set, and SMTP_USER is'],
    [{ SMTP_HOST: 'smtp.example.com' }, 'SMTP_FROM', 'is not set, and SMTP_HOST is'],
    [{ ...mail, SMTP_USER: 'user' }, 'SMTP_PASSWORD', 'is not set, and SMTP_USER is'],
    [{ ...mail, SMTP_PASSWORD: 'x' }, 'SMTP_USER', 'is not set, and SMTP_PASSWORD is'],
  ])('refuses the half-set %j', (source, variable, why) => {
    for (const context of [{}, deploy]) {
      const error = problem({ ...context, ...source });
      expect([error.variable, error.message]).toEqual([
        variable,
        expect.stringContaining(`${variable} ${why}.`),
      ]);
    }
  });

  it('decides whether addresses can be verified', () => {
    expect(parseEnv(deploy).emailVerification).toBe('off');
    expect(parseEnv({ ...deploy, EMAIL_VERIFICATION: 'optional' }).emailVerification).toBe('off');
    for (const EMAIL_VERIFICATION of ['off', 'optional', 'required'])
      expect(parseEnv({ ...deploy, ...mail, EMAIL_VERIFICATION }).emailVerification).toBe(EMAIL_VERIFICATION);
    const error = problem({ ...deploy, EMAIL_VERIFICATION: 'required' });
    expect(error.message).toMatch(/^EMAIL_VERIFICATION is required, .*set SMTP_HOST.* Example: /);
    expect(problem({ EMAIL_VERIFICATION: 'yes' }).message).toMatch(
      /^EMAIL_VERIFICATION must be off, optional/,
    );
  });

  it.each([
    ['SMTP_HOST', 'smtp://smtp.example.com'],
    ['SMTP_HOST', 'smtp.example.com:587'],
    ['SMTP_PORT', 'smtps'],
    ['SMTP_PORT', '65536'],
    ['SMTP_FROM', 'My App'],
    ['SMTP_FROM', 'My App <app@example.com'],
    ['SMTP_FROM', 'a@example.com, b@example.com'],
    ['SMTP_USER', 'two\nlines'],
    ['SMTP_SECURITY', 'true'],
    ['SMTP_SECURITY', 'none'],
  ])('refuses %s=%s in one line with an example', (variable, value) => {
    const error = problem({ ...deploy, ...mail, SMTP_PASSWORD: 'x', SMTP_USER: 'user', [variable]: value });
    expect(error.variable).toBe(variable);
    expect(error.message).toMatch(new RegExp(`^${variable} must .+\\. Example: ${variable}=.+$`));
  });
});

/** What Netlify sets by itself, and nobody writes into a file. */
const NETLIFYS = ['URL', 'DEPLOY_PRIME_URL', 'DEPLOY_URL', 'SITE_NAME', 'COMMIT_REF', 'CONTEXT'];

describe('the documents', () => {
  const table = readFileSync('docs/ENVIRONMENT.md', 'utf8');
  const example = readFileSync('.env.example', 'utf8');

  it.each([...Object.keys(examples), 'CONTEXT'])('%s is in the table', (variable) => {
    expect(table).toMatch(new RegExp(`^\\|[^|]*\`${variable}\`[^|]*\\|`, 'm'));
  });

  it.each(Object.keys(examples).filter((variable) => !NETLIFYS.includes(variable)))(
    '%s is in .env.example',
    (variable) => {
      expect(example).toMatch(new RegExp(`^# ${variable}=.+$`, 'm'));
    },
  );

  it('every line of .env.example is taken', () => {
    const lines = [...example.matchAll(/^# ([A-Z_]+)=(.+)$/gm)].map(([, name, value]) => [name, value]);
    expect(() => parseEnv(Object.fromEntries(lines) as Record<string, string>)).not.toThrow();
  });
});
