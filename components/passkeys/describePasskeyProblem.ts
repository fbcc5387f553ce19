import { RefusedStep } from './postStep';

const TEXTS: Partial<Record<string, string>> = {
  // Browsers do not tell a user who cancels from a device without a passkey.
  NotAllowedError: 'No passkey was used. Try again.',
  TimeoutError: 'That took too long. Try again.',
  InvalidStateError: 'This device or password manager already has a passkey for your account.',
  SecurityError: 'Passkeys do not work at this address. Open the site at its usual address.',
  // A request that could not be sent.
  TypeError: 'The request could not be sent. Check your connection and try again.',
};

const UNUSUAL = 'This device cannot use passkeys here. Set up a screen lock, or use another device.';

const NOT_SUPPORTED = 'This browser does not support passkeys. Update it, or use another browser.';

const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

/** Describes for the user why a passkey could not be added or used. */
export function describePasskeyProblem(error: unknown): string {
  if (error instanceof RefusedStep) return error.message;
  return canUsePasskeys() ? (TEXTS[(error as Error).name] ?? UNUSUAL) : NOT_SUPPORTED;
}
