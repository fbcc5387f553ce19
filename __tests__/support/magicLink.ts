import { setTimeout as delay } from 'node:timers/promises';
import { MAGIC_LINK_FORMS, MAGIC_LINK_FUNCTION, readCodeRequest } from '../../config/contracts/magic-link.ts';
import { type FunctionResponse } from '../../netlify/platform/http/message.ts';
import type { FullTestApp } from './fullTestApp.ts';
import { linkIn, type ReceivedMail } from './readMail.ts';
import type { TestBrowser } from './testBrowser.ts';
import { uniqueEmail } from './uniqueEmail.ts';
import { formRequest } from './formRequest.ts';
import { codeIn } from './mailCode.ts';
import { target } from './redirects.ts';

export { MAGIC_LINK_FUNCTION };

/** Sends one of the forms. */
export function post(
  browser: TestBrowser,
  form: keyof typeof MAGIC_LINK_FORMS,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<FunctionResponse> {
  return browser.send(formRequest(MAGIC_LINK_FORMS[form], fields, headers));
}

/** The query of the link in a mail. */
export function linkFields(mail: ReceivedMail): Record<string, string> {
  return Object.fromEntries(new URL(linkIn(mail)).searchParams);
}

/** The id of the request that a browser has made. */
export function requestIdOf(browser: TestBrowser): string {
  const written = browser.jar.get('emailCodeRequest') ?? '';
  return readCodeRequest(decodeURIComponent(written))?.id ?? 'none';
}

/** How long a mail may take to the inbox, in milliseconds. */
const TIMEOUT_MS = 30_000;

/**
 * The mail after the first `before` ones to an address, waited for.
 *
 * @throws Error if there is none within 30 s
 */
async function nextMail(app: FullTestApp, email: string, before: number): Promise<ReceivedMail> {
  const end = performance.now() + TIMEOUT_MS;
  while (performance.now() < end) {
    const mail = (await app.inbox.all(email))[before];
    if (mail !== undefined) return mail;
    await delay(20);
  }
  throw new Error(`There is no new mail to ${email}.`);
}

/** Requests a code for an address, and reads the mail. */
export async function requestCode(
  app: FullTestApp,
  browser: TestBrowser,
  email: string,
  fields: Record<string, string> = {},
): Promise<ReceivedMail> {
  const recipient = email.trim().toLowerCase();
  const before = (await app.inbox.all(recipient)).length;
  expect(target(await post(browser, 'request', { email, ...fields }))).toMatchObject({
    path: '/auth/check-email',
  });
  return nextMail(app, recipient, before);
}

/** Enters a code in the browser that requested it. */
export const signInWithCode = (browser: TestBrowser, code: string, fields: Record<string, string> = {}) =>
  post(browser, 'code', { id: requestIdOf(browser), code, ...fields });

/** Signs in with a code, in a new browser unless given. */
export async function signInByMail(
  app: FullTestApp,
  email = uniqueEmail(),
  browser = app.newBrowser(),
): Promise<TestBrowser> {
  const mail = await requestCode(app, browser, email);
  expect(target(await signInWithCode(browser, codeIn(mail)))).toEqual({ path: '/session' });
  return browser;
}
