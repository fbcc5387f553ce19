import type { FunctionEvent } from './message.ts';

interface CookieOptions {
  path: string;
  /** Milliseconds since the epoch; 0 removes the cookie; absent keeps it until the browser closes. */
  expires?: number;
  httpOnly?: boolean;
  secure?: boolean;
  /** Written as it is, for readers that do not decode. */
  raw?: boolean;
}

function pairs(header: string | undefined): [name: string, value: string][] {
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

/** The value of a request's cookie; empty counts as absent. */
export function readCookie(event: FunctionEvent, name: string): string | undefined {
  const found = pairs(event.headers.cookie).find(([key]) => key === name);
  return found === undefined || found[1] === '' ? undefined : decode(found[1]);
}

/**
 * Drops all but the first of equally named cookies. The SDK answers 500 to a duplicate when it refreshes and asks
 * for a refresh when it verifies, so that nobody gets out; a browser sends the cookie with the longest path first.
 */
export function withoutDuplicates(header: string): string {
  const first = new Map<string, string>();
  for (const [name, value] of pairs(header)) if (!first.has(name)) first.set(name, value);
  return [...first].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** Serialises a SameSite=Lax cookie of this host. */
export function setCookie(name: string, value: string, options: CookieOptions): string {
  return [
    `${name}=${options.raw === true ? value : encodeURIComponent(value)}`,
    `Path=${options.path}`,
    ...(options.expires === undefined ? [] : [`Expires=${new Date(options.expires).toUTCString()}`]),
    ...(options.httpOnly === true ? ['HttpOnly'] : []),
    ...(options.secure === true ? ['Secure'] : []),
    'SameSite=Lax',
  ].join('; ');
}
