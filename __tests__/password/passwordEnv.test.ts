import { parseEnv } from '@/config/env/env';

test.each(['8', '15', '64'])('accepts PASSWORD_MIN_LENGTH=%s', (length) => {
  expect(parseEnv({ PASSWORD_MIN_LENGTH: length }).passwordMinLength).toBe(Number(length));
});

test.each(['7', '65', '0', '-8', '8.5', 'many', '999999999999'])(
  'rejects PASSWORD_MIN_LENGTH=%s',
  (length) => {
    expect(() => parseEnv({ PASSWORD_MIN_LENGTH: length })).toThrow(
      /^PASSWORD_MIN_LENGTH must be a number from 8 to 64/,
    );
  },
);

test('checks breaches where it is turned on, at the configured URL', () => {
  const on = { PASSWORD_BREACH_CHECK: 'true' };
  expect(parseEnv({}).breachedPasswordsUrl).toBeUndefined();
  expect(parseEnv(on).breachedPasswordsUrl).toBe('https://api.pwnedpasswords.com/range');
  const url = 'http://127.0.0.1:1/range';
  expect(parseEnv({ ...on, PASSWORD_BREACH_URL: `${url}/` }).breachedPasswordsUrl).toBe(url);
  expect(parseEnv({ PASSWORD_BREACH_URL: url }).breachedPasswordsUrl).toBeUndefined();
  for (const wrong of ['api.example', 'ftp://x', 'javascript:1'])
    expect(() => parseEnv({ PASSWORD_BREACH_URL: wrong })).toThrow(/^PASSWORD_BREACH_URL/);
});
