import { parseEnv } from '../../config/env/env.ts';
import { deploy, envErrorOf } from '../support/environments.ts';

const KEY = 'k'.repeat(32);

it('is off in a deploy, and optional with a key of its own on a developer machine', () => {
  expect(parseEnv(deploy).secondFactor).toEqual({ policy: 'off', keys: [] });
  expect(parseEnv({}).secondFactor).toEqual({ policy: 'optional', keys: [expect.any(String)] });
});

it.each(['optional', 'required', 'required:admin'])('%s needs a key in a deploy', (SECOND_FACTOR) => {
  expect(envErrorOf({ ...deploy, SECOND_FACTOR }).message).toBe(
    'SECOND_FACTOR_KEY is not set, and SECOND_FACTOR is on. Example: SECOND_FACTOR_KEY=at-least-32-random-characters-of-your-own',
  );
  const { secondFactor } = parseEnv({ ...deploy, SECOND_FACTOR, SECOND_FACTOR_KEY: KEY });
  expect(secondFactor).toEqual({ policy: SECOND_FACTOR, keys: [KEY] });
});

it('reads the earlier key after the current one', () => {
  const keys = { SECOND_FACTOR_KEY: KEY, SECOND_FACTOR_OLD_KEY: 'o'.repeat(32) };
  expect(parseEnv({ ...deploy, ...keys }).secondFactor.keys).toEqual([KEY, 'o'.repeat(32)]);
});

it.each([
  ['SECOND_FACTOR', 'on'],
  ['SECOND_FACTOR', 'required:editor'],
  ['SECOND_FACTOR_KEY', 'short'],
  ['SECOND_FACTOR_KEY', `${'k'.repeat(31)} k`],
  ['SECOND_FACTOR_OLD_KEY', 'short'],
])('refuses %s=%s, and names it', (name, value) => {
  expect(envErrorOf({ ...deploy, [name]: value }).variable).toBe(name);
});
