import { ACTION_KEY, actionKey, actionKeyEnv } from '../../scripts/action-key.ts';

test('derives one key of 32 bytes from an API key, and another one from another', () => {
  expect(actionKey('secret-of-a-core')).toBe(actionKey('secret-of-a-core'));
  expect(Buffer.from(actionKey('secret-of-a-core'), 'base64')).toHaveLength(32);
  expect(actionKey('secret-of-a-core')).not.toBe(actionKey('secret-of-another'));
  expect(actionKey('secret-of-a-core')).not.toContain('secret');
});

test.each([undefined, '', ' '])('without its own key (%j) a build uses the derived one', (set) => {
  expect(actionKeyEnv({ [ACTION_KEY]: set }, 'secret')).toEqual({ [ACTION_KEY]: actionKey('secret') });
});

test('uses a valid key unchanged', () => {
  const own = Buffer.alloc(32, 7).toString('base64');
  expect(actionKeyEnv({ [ACTION_KEY]: own }, 'secret')).toEqual({ [ACTION_KEY]: own });
});

test.each(['no key', 'c2hvcnQ=', Buffer.alloc(33).toString('base64')])(
  'reports an invalid key (%s) in one line',
  (set) => {
    expect(() => actionKeyEnv({ [ACTION_KEY]: set }, 'secret')).toThrow(
      new RegExp(`^${ACTION_KEY} is not [^\n]*\\. Example: ${ACTION_KEY}=`),
    );
  },
);
