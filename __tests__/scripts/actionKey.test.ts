/** @jest-environment node */
import { actionKey } from '../../scripts/action-key.ts';

test('one API key gives one key of 32 bytes, another one another', () => {
  expect(actionKey('secret-of-a-core')).toBe(actionKey('secret-of-a-core'));
  expect(Buffer.from(actionKey('secret-of-a-core'), 'base64')).toHaveLength(32);
  expect(actionKey('secret-of-a-core')).not.toBe(actionKey('secret-of-another'));
  expect(actionKey('secret-of-a-core')).not.toContain('secret');
});
