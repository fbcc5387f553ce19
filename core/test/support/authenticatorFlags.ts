import { UP, UV } from './authenticator';

/**
 * The flags of an authenticator, presence (UP) and verification (UV) of the user, are heeded where they were asked for.
 *
 * @param attempt a ceremony with this body of the options and these flags; its status
 */
export async function expectFlagsHeeded(
  attempt: (body: object, flags: number) => Promise<string>,
): Promise<void> {
  expect(await attempt({ userPresence: true }, 0)).toBe('INVALID_AUTHENTICATOR_ERROR');
  expect(await attempt({ userPresence: true }, UP)).toBe('OK');
  expect(await attempt({ userVerification: 'required' }, UP)).toBe('INVALID_AUTHENTICATOR_ERROR');
  expect(await attempt({ userVerification: 'required' }, UP | UV)).toBe('OK');
  expect(await attempt({}, 0)).toBe('OK');
}
