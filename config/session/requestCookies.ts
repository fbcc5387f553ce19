/**
 * Reads the Cookie header of a request: one rule for functions, proxy and pages. Of several cookies with one name the first
 * counts, which is the one with the longest path. Another host of the same domain can plant such a cookie; if one reader took
 * the first and another the last, a page would show one account while its functions work on another.
 */

function pairs(header: string | null | undefined): [name: string, value: string][] {
  return (header ?? '').split(';').flatMap((part) => {
    const split = part.indexOf('=');
    return split < 1 ? [] : [[part.slice(0, split).trim(), part.slice(split + 1).trim()]];
  });
}

function decode(value: string): string {
  const bare = value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}

/**
 * Returns the decoded value of a cookie, or undefined if the cookie is absent or empty.
 *
 * @param header the Cookie header as it was sent
 */
export function cookieValue(header: string | null | undefined, name: string): string | undefined {
  const found = pairs(header).find(([key]) => key === name);
  return found === undefined || found[1] === '' ? undefined : decode(found[1]);
}

/**
 * Drops all but the first of equally named cookies, for readers with a rule of their own: Next takes the last, and the SDK
 * answers 500 to a duplicate when it refreshes.
 */
export function withoutDuplicates(header: string): string {
  const first = new Map<string, string>();
  for (const [name, value] of pairs(header)) if (!first.has(name)) first.set(name, value);
  return [...first].map(([name, value]) => `${name}=${value}`).join('; ');
}
