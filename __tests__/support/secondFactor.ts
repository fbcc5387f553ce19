import { TOTP } from 'otpauth';
import {
  CODE_FORM_ROUTE,
  SECOND_FACTOR_FUNCTION,
  type SecondFactorAnswer,
} from '../../config/contracts/second-factor.ts';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { setUpUser, signIn, type TestUser } from './users.ts';
import type { TestAppWithDatabase } from './testAppWithDatabase.ts';
import { bodyOf, type TestBrowser } from './testBrowser.ts';
import { formRequest } from './formRequest.ts';
import { passTime } from './testApp.ts';

export const FACTOR = SECOND_FACTOR_FUNCTION;

export const PERIOD_MS = 30_000;

/** The code that an app with this secret shows now, or some steps later. */
export function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + steps * PERIOD_MS });
}

/** What the page of the second factor gets. */
export async function readFactor(browser: TestBrowser): Promise<SecondFactorAnswer> {
  return bodyOf(await browser.send({ path: FACTOR })) as unknown as SecondFactorAnswer;
}

/** Begins a set-up and returns its secret. */
export async function begin(browser: TestBrowser): Promise<string> {
  const response = await browser.send({ method: 'POST', path: `${FACTOR}/setup`, body: {} });
  if (response.statusCode !== 200) throw new Error(`no set-up: ${response.body}`);
  return (await readFactor(browser)).setup?.secret ?? '';
}

export const confirm = (browser: TestBrowser, code: string): Promise<FunctionResponse> =>
  browser.send({ method: 'POST', path: `${FACTOR}/setup/confirmation`, body: { code } });

/** A user's authenticator app and recovery codes. */
export interface Enrolled {
  secret: string;
  recoveryCodes: string[];
}

/** Sets up a second factor with the code of now, which is used up by it. */
export async function enrol(browser: TestBrowser): Promise<Enrolled> {
  const secret = await begin(browser);
  const response = await confirm(browser, codeOf(secret));
  if (response.statusCode !== 200) throw new Error(`not enrolled: ${response.body}`);
  return { secret, recoveryCodes: bodyOf(response).recoveryCodes as string[] };
}

/** Before each test, signs up a user with a second factor, and waits until there is another code. */
export function setUpEnrolledUser(app: TestAppWithDatabase): { user: TestUser; factor: Enrolled } {
  const user = setUpUser(app);
  const factor = {} as Enrolled;
  beforeEach(async () => {
    Object.assign(factor, await enrol(user.browser));
    passTime(PERIOD_MS);
    app.log.splice(0);
  });
  return { user, factor };
}

/** Sends a change of the second factor, to a path below that of the function. */
export const changeFactor = (browser: TestBrowser, method: string, path = ''): Promise<FunctionResponse> =>
  browser.send({ method, path: `${FACTOR}${path}`, ...(method !== 'DELETE' && { body: {} }) });

export const removeFactor = (browser: TestBrowser): Promise<FunctionResponse> =>
  changeFactor(browser, 'DELETE');

export const renewRecoveryCodes = (browser: TestBrowser): Promise<FunctionResponse> =>
  changeFactor(browser, 'POST', '/recovery-codes');

/** Prepares the form with a code as a browser sends it. */
export function codeForm(code: string, fields: Record<string, string> = {}) {
  return formRequest(CODE_FORM_ROUTE, { code, redirectToPath: '/account', ...fields });
}

/** Sends a code and keeps the cookies of the answer. */
export const sendCode = (
  browser: TestBrowser,
  code: string,
  fields: Record<string, string> = {},
): Promise<FunctionResponse> => browser.send(codeForm(code, fields));

/** Signs in with the password in a new browser, without the second factor. */
export async function halfSignedIn(app: TestAppWithDatabase, email: string): Promise<TestBrowser> {
  const { browser, status } = await signIn(app, email);
  if (status !== 'OK') throw new Error(`not signed in: ${String(status)}`);
  return browser;
}

/** The claims of the access token in a browser. */
export function claimsOf(browser: TestBrowser): Record<string, unknown> {
  const [, payload = ''] = (browser.jar.get('sAccessToken') ?? '').split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString() || '{}') as Record<string, unknown>;
}
