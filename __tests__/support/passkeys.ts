import { PASSKEY_ROUTES, PASSKEYS_FUNCTION } from '../../config/contracts/passkeyRoutes.ts';
import type { PasskeyEntry } from '../../config/contracts/passkeys.ts';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { Authenticator, type CreationOptions, type Deviation, type RequestOptions } from './authenticator.ts';
import type { TestApp, Sender } from './testApp.ts';
import { bodyOf, type TestBrowser } from './testBrowser.ts';
import { createUser, type TestUser } from './users.ts';

export const PASSKEYS = PASSKEYS_FUNCTION;

/** Sends a step of a passkey to the function. */
export function postPasskey(
  browser: TestBrowser,
  route: keyof typeof PASSKEY_ROUTES,
  body: object = {},
  sender: Sender = {},
): Promise<FunctionResponse> {
  return browser.send({ method: 'POST', path: `${PASSKEYS}/${PASSKEY_ROUTES[route]}`, body, ...sender });
}

async function optionsOf(browser: TestBrowser, route: keyof typeof PASSKEY_ROUTES, sender?: Sender) {
  const response = await postPasskey(browser, route, {}, sender);
  if (response.statusCode !== 200) throw new Error(`no options: ${response.body}`);
  return bodyOf(response) as unknown;
}

export const registrationOptions = (browser: TestBrowser, sender?: Sender) =>
  optionsOf(browser, 'registrationOptions', sender) as Promise<CreationOptions>;

export const signInOptions = (browser: TestBrowser, sender?: Sender) =>
  optionsOf(browser, 'signInOptions', sender) as Promise<RequestOptions>;

/** Adds a passkey to the account of the user who is signed in. */
export async function addPasskey(
  browser: TestBrowser,
  authenticator: Authenticator,
  deviation: Deviation = {},
  sender: Sender = {},
): Promise<FunctionResponse> {
  const options = await registrationOptions(browser, sender);
  const credential = authenticator.create(options, deviation);
  return postPasskey(browser, 'registration', { credential }, sender);
}

/** Adds a passkey, and returns it as its owner sees it. */
export async function addedPasskey(
  browser: TestBrowser,
  authenticator: Authenticator,
): Promise<PasskeyEntry> {
  const response = await addPasskey(browser, authenticator);
  if (response.statusCode !== 200) throw new Error(`not added: ${response.body}`);
  return bodyOf(response).passkey as PasskeyEntry;
}

/** Signs in with the newest passkey of an authenticator, in a new browser unless another is given. */
export async function passkeySignIn(
  app: TestApp,
  authenticator: Authenticator,
  { browser = app.newBrowser(), deviation = {}, ...sender }: SignInSteps = {},
): Promise<{ browser: TestBrowser; response: FunctionResponse }> {
  const credential = authenticator.get(await signInOptions(browser, sender), deviation);
  return { browser, response: await postPasskey(browser, 'signIn', { credential }, sender) };
}

interface SignInSteps extends Sender {
  browser?: TestBrowser;
  deviation?: Deviation;
}

/** The passkeys of the user who is signed in. */
export async function passkeysOf(browser: TestBrowser): Promise<PasskeyEntry[]> {
  return bodyOf(await browser.send({ path: PASSKEYS })).passkeys as PasskeyEntry[];
}

/** A user with a passkey, and the device that has it. */
export interface PasskeyOwner extends TestUser {
  authenticator: Authenticator;
  passkey: PasskeyEntry;
}

/** Signs up a user, and adds a passkey. */
export async function createPasskeyOwner(app: TestApp): Promise<PasskeyOwner> {
  const user = await createUser(app);
  const authenticator = new Authenticator();
  return { ...user, authenticator, passkey: await addedPasskey(user.browser, authenticator) };
}

/** The path of a passkey of the user who is signed in. */
export const passkeyPath = (id: string): string => `${PASSKEYS}/registered/${encodeURIComponent(id)}`;

export const removePasskey = (browser: TestBrowser, id: string): Promise<FunctionResponse> =>
  browser.send({ method: 'DELETE', path: passkeyPath(id) });

export const renamePasskey = (browser: TestBrowser, id: string, name: unknown): Promise<FunctionResponse> =>
  browser.send({ method: 'PATCH', path: passkeyPath(id), body: { name } });
