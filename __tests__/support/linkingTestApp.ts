import { getUser } from 'supertokens-node';
import type { User } from 'supertokens-node/types';
import {
  createEmailVerificationToken,
  verifyEmailUsingToken,
} from 'supertokens-node/recipe/emailverification';
import { forgetFeatures } from '../../netlify/platform/core/knownFeatures.ts';
import { startFakeProvider, type FakeProvider } from './fakeProvider.ts';
import { startFullTestApp, type FullTestApp } from './fullTestApp.ts';
import { setTestFeatures } from './localCore.ts';
import type { TestApp } from './testApp.ts';
import { requireLocalCore } from './testCore.ts';
import { createUser, type TestUser } from './users.ts';

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

/** Verifies the address with which a user has signed up. */
export async function verifyAddress({ userId }: Pick<TestUser, 'userId'>): Promise<void> {
  const [method] = (await userWith(userId)).loginMethods;
  if (method === undefined) throw new Error('The user has no login method.');
  const created = await createEmailVerificationToken('public', method.recipeUserId);
  if (created.status === 'OK') await verifyEmailUsingToken('public', created.token);
}

/** Signs up a user with a password and a verified address. */
export async function createVerifiedUser(app: TestApp, email?: string): Promise<TestUser> {
  const user = await createUser(app, email === undefined ? {} : { email });
  await verifyAddress(user);
  return user;
}

/** The recipes of a user's login methods. */
export const recipesOf = ({ loginMethods }: User): string[] =>
  loginMethods.map(({ recipeId }) => recipeId).sort();
