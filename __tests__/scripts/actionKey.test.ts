import { ACTION_KEY, actionKey, actionKeyEnv } from '../../scripts/action-key.ts';

test('one API key gives one key of 32 bytes, another one another', () => {
  expect(actionKey('secret-of-a-core')).toBe(actionKey('secret-of-a-core'));
  expect(Buffer.from(actionKey('secret-of-a-core'), 'base64')).toHaveLength(32);
  expect(actionKey('secret-of-a-core')).not.toBe(actionKey('secret-of-another'));
  expect(actionKey('secret-of-a-core')).not.toContain('secret');
});

test.each([undefined, '', ' '])('without a key of its own (%j) a build has the derived one', (set) => {
  expect(actionKeyEnv({ [ACTION_KEY]: set }, 'secret')).toEqual({ [ACTION_KEY]: actionKey('secret') });
});

test('a key of its own is taken as it is', () => {
  const own = Buffer.alloc(32, 7).toString('base64');
  expect(actionKeyEnv({ [ACTION_KEY]: own }, 'secret')).toEqual({ [ACTION_KEY]: own });
});

test.each(['no key', 'c2hvcnQ=', Buffer.alloc(33).toString('base64')])(
  'a key that is none (%s) is named in one line',
  (set) => {
    expect(() => actionKeyEnv({ [ACTION_KEY]: set }, 'secret')).toThrow(
      new RegExp(`^${ACTION_KEY} is not [^\n]*\\. Example: ${ACTION_KEY}=`),
    );
  },
);
