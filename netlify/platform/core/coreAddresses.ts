/**
 * The addresses of all cores, without a slash at the end.
 *
 * @param connectionUri as in SUPERTOKENS_CONNECTION_URI: several are separated by `;`
 */
export function coreAddresses(connectionUri: string): string[] {
  return connectionUri.split(';').map((uri) => uri.trim().replace(/\/$/, ''));
}
