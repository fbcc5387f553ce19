import { parseEnv } from '../../config/env/env.ts';
import { deploy, envErrorOf } from '../support/environments.ts';

describe('the mail server', () => {
  const mail = { SMTP_HOST: 'smtp.example.com', SMTP_FROM: 'no-reply@example.com' };

  it('is undefined in a deploy that sets none', () => {
    expect(parseEnv(deploy).smtp).toBeUndefined();
  });

  it('uses TLS and its port by default', () => {
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

  it('has the configured login and sender', () => {
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
  ])('rejects the incomplete %j', (source, variable, why) => {
    for (const context of [{}, deploy]) {
      const error = envErrorOf({ ...context, ...source });
      expect([error.variable, error.message]).toEqual([
        variable,
        expect.stringContaining(`${variable} ${why}.`),
      ]);
    }
  });

  it('determines whether addresses can be verified', () => {
    expect(parseEnv(deploy).emailVerification).toBe('off');
    expect(parseEnv({ ...deploy, EMAIL_VERIFICATION: 'optional' }).emailVerification).toBe('off');
    for (const EMAIL_VERIFICATION of ['off', 'optional', 'required'])
      expect(parseEnv({ ...deploy, ...mail, EMAIL_VERIFICATION }).emailVerification).toBe(EMAIL_VERIFICATION);
    const error = envErrorOf({ ...deploy, EMAIL_VERIFICATION: 'required' });
    expect(error.message).toMatch(/^EMAIL_VERIFICATION is required, .*set SMTP_HOST.* Example: /);
    expect(envErrorOf({ EMAIL_VERIFICATION: 'yes' }).message).toMatch(
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
  ])('rejects %s=%s in one line with an example', (variable, value) => {
    const error = envErrorOf({
      ...deploy,
      ...mail,
      SMTP_PASSWORD: 'x',
      SMTP_USER: 'user',
      [variable]: value,
    });
    expect(error.variable).toBe(variable);
    expect(error.message).toMatch(new RegExp(`^${variable} must .+\\. Example: ${variable}=.+$`));
  });
});
