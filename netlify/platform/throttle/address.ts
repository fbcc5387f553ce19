import { isIPv4, isIPv6 } from 'node:net';

/**
 * Returns the eight groups of an IPv6 address as the URL standard writes it (RFC 5952), with four digits
 * each.
 */
function groupsOf(address: string): string[] {
  const host = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = host.split('::');
  const [before, after] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const missing = tail === undefined ? 0 : 8 - (before?.length ?? 0) - (after?.length ?? 0);
  const groups = [...(before ?? []), ...Array<string>(missing).fill('0'), ...(after ?? [])];
  return groups.map((group) => group.padStart(4, '0'));
}

function toIPv4(high = '', low = ''): string {
  return [high.slice(0, 2), high.slice(2), low.slice(0, 2), low.slice(2)]
    .map((byte) => parseInt(byte, 16))
    .join('.');
}

/**
 * Returns the network of an address: the address itself for IPv4, also in IPv6 notation
 * (`::ffff:203.0.113.7`), and the first 64 bits for IPv6, because one subscriber has all the others.
 *
 * @returns the same for all spellings of an address; undefined for an invalid one
 * @see https://www.rfc-editor.org/rfc/rfc6177 for the size of a subscriber's network
 */
export function networkOf(address: string | undefined): string | undefined {
  const plain = (address ?? '')
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*$/, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return undefined;
  const groups = groupsOf(plain);
  if (groups.slice(0, 6).join('') === '0000'.repeat(5) + 'ffff') return toIPv4(groups[6], groups[7]);
  return `${groups.slice(0, 4).join(':')}::/64`;
}
