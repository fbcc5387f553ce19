import 'server-only';
import { headers } from 'next/headers';
import { acceptedOrigin } from '@/config/security/addresses';
import { getEnv } from '@/config/env/env';

/** The address of ours at which a page was asked for; the proxy has turned every other one away. */
export async function pageOrigin(): Promise<string> {
  const env = getEnv();
  return acceptedOrigin(env, (await headers()).get('host')) ?? env.siteOrigin;
}
