import { protectedResourceRequest } from 'oauth4webapi';
import * as z from 'zod';
import type { Claims } from './providerClaims.ts';
import { requestOptions } from './discovery.ts';

const account = z.object({ id: z.int().positive() });

const addresses = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

async function get<T>(address: string, token: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
  const headers = new Headers({ accept: 'application/vnd.github+json', 'user-agent': 'sign-in' });
  const response = await protectedResourceRequest(
    token,
    'GET',
    new URL(address),
    headers,
    null,
    requestOptions(signal),
  );
  if (!response.ok) throw new TypeError(`GitHub answered ${response.status}`);
  return schema.parse(await response.json());
}

/**
 * Reads who a token of GitHub belongs to, as claims of OpenID Connect. The public address of the profile may
 * be unverified, so the list of addresses counts.
 *
 * @see https://docs.github.com/en/rest/users/emails
 */
export async function fetchGitHubClaims(api: string, token: string, signal: AbortSignal): Promise<Claims> {
  const [{ id }, known] = await Promise.all([
    get(`${api}/user`, token, account, signal),
    get(`${api}/user/emails`, token, addresses, signal),
  ]);
  const primary = known.find((address) => address.primary);
  return { sub: String(id), email: primary?.email, email_verified: primary?.verified };
}
