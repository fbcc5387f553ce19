import { randomUUID } from 'node:crypto';
import type { TestApp } from './testApp.ts';

/** Creates an account whose user signs in by a provider, directly in the core, and returns its id. */
export async function newProviderAccount({ core }: TestApp, email: string): Promise<string> {
  const response = await fetch(`${core.url}/recipe/signinup`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'api-key': process.env.SUPERTOKENS_API_KEY ?? '',
      'cdi-version': '5.4',
      rid: 'thirdparty',
    },
    body: JSON.stringify({
      thirdPartyId: 'google',
      thirdPartyUserId: randomUUID(),
      email: { id: email, isVerified: true },
    }),
  });
  const { status, user } = (await response.json()) as { status: string; user: { id: string } };
  if (status !== 'OK') throw new Error(`the core answered ${status}`);
  return user.id;
}
