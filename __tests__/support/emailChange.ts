import { EMAIL_FUNCTION } from '../../config/contracts/email.ts';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import type { FullTestApp } from './fullTestApp.ts';
import { PASSWORD } from './testApp.ts';
import { linkIn } from './readMail.ts';
import type { TestBrowser } from './testBrowser.ts';

export const EMAIL = EMAIL_FUNCTION;

/** The token in one of our links. */
export const tokenOf = (link: string): string => new URL(link).searchParams.get('token') ?? '';

/** Requests of the tests of an email change. */
export function emailChangeIn(app: FullTestApp) {
  const post = (
    path: string,
    token: unknown,
    browser: TestBrowser,
    headers = {},
  ): Promise<FunctionResponse> =>
    browser.send({
      method: 'POST',
      path: `${EMAIL}/${path}`,
      body: { token },
      headers: { 'content-type': 'application/json', ...headers },
    });
  return {
    change: (browser: TestBrowser, email: unknown, password: unknown = PASSWORD) =>
      browser.send({ method: 'PUT', path: EMAIL, body: { email, password } }),
    confirm: (token: unknown, browser = app.newBrowser()) => post('confirmation', token, browser),
    cancel: (token: unknown, browser = app.newBrowser(), headers = {}) =>
      post('cancellation', token, browser, headers),
    /** The token of the newest link that was sent to a new address. */
    confirmToken: async (email: string) => tokenOf(linkIn(await app.inbox.read(email, 'Confirm'))),
    /** The token of the newest link that was sent to an old address. */
    cancelToken: async (email: string) =>
      tokenOf(linkIn(await app.inbox.read(email, 'Email change requested'))),
  };
}
