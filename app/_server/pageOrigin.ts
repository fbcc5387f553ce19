import 'server-only';
import { headers } from 'next/headers';
import { acceptedOrigin } from '@/config/security/addresses';
import { getEnv } from '@/config/env/env';

/** Returns the origin of the requested page. The proxy has rejected all origins that are not ours. */
export async function pageOrigin(): Promise<string> {
  const env = getEnv();
  return acceptedOrigin(env, (await headers()).get('host')) ?? env.siteOrigin;
}
