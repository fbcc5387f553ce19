import {
  ACCOUNT_METHODS_FUNCTION as METHODS,
  accountMethodsAnswer,
  type AccountMethodsAnswer,
} from '../../config/contracts/sign-in-methods.ts';
import type { ProviderUser } from './fakeProvider.ts';
import type { LinkingTestApp } from './linkingTestApp.ts';
import { newProviderUser, signInBy } from './socialTestApp.ts';
import { passTime } from './testApp.ts';
import { bodyOf, type TestBrowser } from './testBrowser.ts';
import { createVerifiedUser } from './verifiedUsers.ts';

interface LinkedUser {
  email: string;
  userId: string;
  user: ProviderUser;
  /** Signed in by the provider. */
  byProvider: TestBrowser;
  /** Signed in by the password. */
  byPassword: TestBrowser;
}

/** Creates a user with a password and a provider. */
export async function createLinkedUser(app: LinkingTestApp): Promise<LinkedUser> {
  const { email, userId, browser } = await createVerifiedUser(app);
  const user = newProviderUser({ email });
  passTime(1000);
  const byProvider = app.newBrowser();
  await signInBy(app, byProvider, 'google', { user });
  return { email, userId, user, byProvider, byPassword: browser };
}

export const removeMethod = (browser: TestBrowser, method: string) =>
  browser.send({ method: 'DELETE', path: `${METHODS}/${method}` });

export const allowMethod = (browser: TestBrowser, method: string) =>
  browser.send({ method: 'PUT', path: `${METHODS}/${method}`, body: {} });

export const askForPassword = (browser: TestBrowser) =>
  browser.send({ method: 'POST', path: `${METHODS}/password`, body: {} });

export const listMethods = async (browser: TestBrowser): Promise<AccountMethodsAnswer> =>
  accountMethodsAnswer.parse(bodyOf(await browser.send({ path: METHODS })));
