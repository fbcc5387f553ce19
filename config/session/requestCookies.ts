/**
 * Reads the Cookie header of a request, in the same way for functions, proxy and pages. Of several cookies
 * with the same name the first one counts, which has the longest path. Another host of the same domain can
 * set such a cookie; if readers differed, a page would show one account while its functions work on another.
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
 * Returns the decoded value of a cookie, or undefined if it is missing or empty.
 *
 * @param header the Cookie header
 */
export function cookieValue(header: string | null | undefined, name: string): string | undefined {
  const found = pairs(header).find(([key]) => key === name);
  return found === undefined || found[1] === '' ? undefined : decode(found[1]);
}

/**
 * Keeps only the first of cookies with the same name, for readers with other rules: Next uses the last one,
 * and the SDK answers 500 to a duplicate when it refreshes.
 */
export function withoutDuplicates(header: string): string {
  const first = new Map<string, string>();
  for (const [name, value] of pairs(header)) if (!first.has(name)) first.set(name, value);
  return [...first].map(([name, value]) => `${name}=${value}`).join('; ');
}
