import { EnvError } from '../../config/env/env.ts';
import { examples } from '../../config/env/envVariables.ts';
import { parseStartEnv } from '../../config/env/startEnv.ts';
import { deploy } from '../support/environments.ts';

const notesOf = (source: Record<string, string>) => parseStartEnv(source).notes;

function problemOf(source: Record<string, string>): string {
  try {
    parseStartEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  throw new Error('accepted');
}

const allOfProviders = Object.fromEntries(
  Object.entries(examples).filter(([variable]) => /^(?:GOOGLE|GITHUB|APPLE|OIDC)_/.test(variable)),
);

const key = { SECOND_FACTOR_KEY: examples.SECOND_FACTOR_KEY };

const google = {
  GOOGLE_CLIENT_ID: examples.GOOGLE_CLIENT_ID,
  GOOGLE_CLIENT_SECRET: examples.GOOGLE_CLIENT_SECRET,
};

describe('variables without effect', () => {
  it.each([
    [
      'a provider that is not offered',
      google,
      'GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET have no effect, because SIGN_IN_METHODS does not have google.',
    ],
    [
      'another one',
      { OIDC_NAME: 'GitLab' },
      'OIDC_NAME has no effect, because SIGN_IN_METHODS does not have oidc.',
    ],
    [
      'a key of a second factor that is off',
      key,
      'SECOND_FACTOR_KEY has no effect, because SECOND_FACTOR is off.',
    ],
    [
      'the address of a check that is off',
      { PASSWORD_BREACH_URL: examples.PASSWORD_BREACH_URL },
      'PASSWORD_BREACH_URL has no effect, because PASSWORD_BREACH_CHECK is not true.',
    ],
    [
      'verification without mail',
      { EMAIL_VERIFICATION: 'optional' },
      'EMAIL_VERIFICATION has no effect, because SMTP_HOST is not set.',
    ],
    [
      'a local provider',
      { LOCAL_PROVIDER_URL: examples.LOCAL_PROVIDER_URL },
      'LOCAL_PROVIDER_URL has no effect, because a deploy has no local provider.',
    ],
  ])('names those of %s in one line', (_, variables: Record<string, string>, line) => {
    expect(notesOf({ ...deploy, ...variables })).toEqual([`Warning: ${line}`]);
  });

  it('has one line for each reason, and no value in it', () => {
    const notes = notesOf({ SIGN_IN_METHODS: 'password', SECOND_FACTOR: 'off', ...key, ...google });
    expect(notes).toHaveLength(2);
    for (const value of Object.values({ ...key, ...google })) expect(notes.join('\n')).not.toContain(value);
  });

  it.each([
    ['a deploy of the example', { ...deploy, SIGN_IN_METHODS: 'password,google', ...google }],
    ['an empty variable', { ...deploy, GOOGLE_CLIENT_ID: ' ' }],
    ['a machine that offers all', google],
    ['verification that is off', { ...deploy, EMAIL_VERIFICATION: 'off' }],
    ['a fresh clone', {}],
  ])('are none in %s', (_, source: Record<string, string>) => {
    expect(notesOf(source)).toEqual([]);
  });
});

describe('malformed values of providers', () => {
  it.each([
    ['GOOGLE_CLIENT_ID', 'GOCSPX-the-secret', 'must end with .apps.googleusercontent.com'],
    ['GITHUB_CLIENT_ID', '123456', 'must be the client ID, not the App ID'],
    ['GITHUB_CLIENT_ID', 'https://github.com/apps/x', 'must be the client ID, not the App ID'],
    ['APPLE_CLIENT_ID', 'Web', 'must be the identifier of a Services ID'],
    ['APPLE_TEAM_ID', 'XYZ', 'must be 10 capital letters and digits'],
    ['APPLE_KEY_ID', 'AuthKey_FGHIJ67890.p8', 'must be 10 capital letters and digits'],
    ['APPLE_PRIVATE_KEY', 'MIGHAgEA', 'must be the content of the .p8 file'],
    ['OIDC_ISSUER', 'idp.example.com', 'must be the https address'],
    ['PASSWORD_BREACH_URL', 'range.example.com', 'must be an http or https address'],
  ] as const)('%s=%s stops the start with one line, used or not', (variable, value, problem) => {
    for (const source of [deploy, {}, { ...deploy, SIGN_IN_METHODS: 'password' }]) {
      const message = problemOf({ ...source, ...allOfProviders, [variable]: value });
      expect(message).toContain(`. Example: ${variable}=${examples[variable]}`);
      expect(message).toContain(`${variable} ${problem}`);
      expect(message).not.toContain(value);
    }
  });

  it.each([
    ['GOOGLE_CLIENT_ID', '123456789012.apps.googleusercontent.com'],
    ['GITHUB_CLIENT_ID', 'Ov23liAbCdEfGhIjKlMn'],
    ['GITHUB_CLIENT_ID', 'Iv1.8a61f9b3a7aba766'],
    ['GITHUB_CLIENT_ID', '3584d83530557fdd1f46'],
    ['APPLE_CLIENT_ID', 'com.example-site.web'],
  ])('accepts %s=%s', (variable, value) => {
    expect(() => parseStartEnv({ ...allOfProviders, [variable]: value })).not.toThrow();
  });
});
