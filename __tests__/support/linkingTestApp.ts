import { getUser } from 'supertokens-node';
import type { User } from 'supertokens-node/types';
import { forgetFeatures } from '../../netlify/platform/core/knownFeatures.ts';
import { startFakeProvider, type FakeProvider } from './fakeProvider.ts';
import { startFullTestApp, type FullTestApp } from './fullTestApp.ts';
import { setTestFeatures } from './localCore.ts';
import { requireLocalCore } from './testCore.ts';

/** The functions with all ways to sign in, and a core whose license the test chooses. */
export interface LinkingTestApp extends FullTestApp {
  readonly provider: FakeProvider;
}

/**
 * Gives the core another license.
 *
 * @param names paid features, or `none`
 */
export function setLicense(names: string): void {
  setTestFeatures(names);
  forgetFeatures();
}

/** Starts the functions with a core that can link accounts, until {@link setLicense} changes that. */
export async function startLinkingTestApp(env: Record<string, string> = {}): Promise<LinkingTestApp> {
  requireLocalCore('the test needs a license that it can change');
  const provider = await startFakeProvider();
  const app = await startFullTestApp({ LOCAL_PROVIDER_URL: provider.url, ...env });
  setLicense('account_linking');
  return {
    ...app,
    provider,
    close: async () => {
      await app.close();
      await provider.close();
    },
  };
}

/** The user with an id, or with a login method of this id. */
export async function userWith(id: string): Promise<User> {
  const user = await getUser(id);
  if (user === undefined) throw new Error(`There is no user ${id}.`);
  return user;
}

/** The recipes of a user's login methods. */
export const recipesOf = ({ loginMethods }: User): string[] =>
  loginMethods.map(({ recipeId }) => recipeId).sort();
