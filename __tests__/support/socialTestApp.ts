import { listUsersByAccountInfo } from 'supertokens-node';
import { randomUUID } from 'node:crypto';
import { callbackPath, startPath } from '../../config/contracts/social.ts';
import type { ProviderId } from '../../config/signInMethods.ts';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { startFakeProvider, type FakeProvider, type ProviderUser } from './fakeProvider.ts';
import { location } from './testApp.ts';
import { startTestAppWithDatabase, type TestAppWithDatabase } from './testAppWithDatabase.ts';
import type { TestBrowser } from './testBrowser.ts';

/** The functions, and a provider that stands in for all. */
export interface SocialTestApp extends TestAppWithDatabase {
  readonly provider: FakeProvider;
}

export async function startSocialTestApp(env: Record<string, string> = {}): Promise<SocialTestApp> {
  const provider = await startFakeProvider();
  const app = await startTestAppWithDatabase({ LOCAL_PROVIDER_URL: provider.url, ...env });
  return {
    ...app,
    provider,
    close: async () => {
      await app.close();
      await provider.close();
    },
  };
}

/** A user of the provider with a verified address. */
export function newProviderUser(user: Partial<ProviderUser> = {}): ProviderUser & { email: string } {
  const sub = randomUUID();
  return { sub, email: `${sub}@example.com`, email_verified: true, ...user };
}

/** Starts a sign-in and returns the address of the provider. */
export async function start(browser: TestBrowser, provider: ProviderId, wanted?: string): Promise<string> {
  const [path = '', query] = startPath(provider, wanted).split('?');
  const response = await browser.send({ path, query: Object.fromEntries(new URLSearchParams(query)) });
  expect(response.statusCode).toBe(303);
  return location(response) ?? '';
}

export const callback = (browser: TestBrowser, provider: ProviderId, query: Record<string, string>) =>
  browser.send({ path: callbackPath(provider), query, headers: { 'sec-fetch-site': 'cross-site' } });

/** Signs in by a provider, whose user agrees. */
export async function signInBy(
  { provider: fake }: SocialTestApp,
  browser: TestBrowser,
  provider: ProviderId,
  { user, wanted }: { user: ProviderUser; wanted?: string },
): Promise<FunctionResponse> {
  fake.user = user;
  return callback(browser, provider, fake.agree(await start(browser, provider, wanted)).query);
}

/** The accounts with an address. */
export const usersWith = (email: string) => listUsersByAccountInfo('public', { email });
