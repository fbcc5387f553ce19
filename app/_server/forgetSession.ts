import 'server-only';
import { cookies } from 'next/headers';
import { getEnv } from '@/config/env/env';
import { sessionCookiePaths } from '@/config/session/sessionCookies';

/**
 * Takes every cookie of a session that is over from the browser: a server action cannot hand on those headers of a
 * function that do so.
 */
export async function forgetSession(): Promise<void> {
  const jar = await cookies();
  for (const [name, path] of Object.entries(sessionCookiePaths(getEnv().apiBasePath)))
    jar.delete({ name, path });
}
