import 'server-only';
import { cookies } from 'next/headers';
import { SESSION_COOKIES } from '@/config/session/sessionCookies';

const attributeOf = (line: string, name: string): string | undefined =>
  new RegExp(`;\\s*${name}=([^;]+)`, 'i').exec(line)?.[1];

/**
 * Passes on a new access token of a function from a server action, whose response has no other way to contain
 * it. The widget needs nothing: the session and its expiry are the same.
 *
 * @param setCookies `Set-Cookie` headers of the function
 */
export async function keepAccessToken(setCookies: readonly string[]): Promise<void> {
  const prefix = `${SESSION_COOKIES.access}=`;
  const line = setCookies.find((one) => one.startsWith(prefix));
  const value = line?.slice(prefix.length).split(';', 1)[0];
  if (line === undefined || value === undefined || value === '') return;
  const expires = attributeOf(line, 'expires');
  (await cookies()).set({
    name: SESSION_COOKIES.access,
    value: decodeURIComponent(value),
    path: '/',
    httpOnly: true,
    secure: /;\s*secure\b/i.test(line),
    sameSite: 'lax',
    ...(expires !== undefined && { expires: new Date(expires) }),
  });
}
