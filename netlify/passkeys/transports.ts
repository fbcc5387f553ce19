/** @see https://www.w3.org/TR/webauthn-3/#enum-transport */
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/** Returns the ways to reach an authenticator that this version knows; they are a hint for the browser. */
export function knownTransports(given: readonly string[]): string[] {
  return TRANSPORTS.filter((one) => given.includes(one));
}
