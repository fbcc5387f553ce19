import { UP, UV } from './authenticator';

/**
 * Checks that user presence (UP) and user verification (UV) are required if requested.
 *
 * @param attempt performs a ceremony with these options and flags and returns the status
 */
export async function expectFlagsRequired(
  attempt: (body: object, flags: number) => Promise<string>,
): Promise<void> {
  expect(await attempt({ userPresence: true }, 0)).toBe('INVALID_AUTHENTICATOR_ERROR');
  expect(await attempt({ userPresence: true }, UP)).toBe('OK');
  expect(await attempt({ userVerification: 'required' }, UP)).toBe('INVALID_AUTHENTICATOR_ERROR');
  expect(await attempt({ userVerification: 'required' }, UP | UV)).toBe('OK');
  expect(await attempt({}, 0)).toBe('OK');
}
