import 'server-only';
import { cookies } from 'next/headers';
import { getEnv } from '@/config/env/env';
import { sessionCookiePaths } from '@/config/session/sessionCookies';

/**
 * Deletes all cookies of an ended session, because a server action cannot pass on the `Set-Cookie` headers of
 * a function.
 */
export async function clearSessionCookies(): Promise<void> {
  const jar = await cookies();
  for (const [name, path] of Object.entries(sessionCookiePaths(getEnv()))) jar.delete({ name, path });
}
