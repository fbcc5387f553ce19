import { PASSWORD_FUNCTION } from '../../config/contracts/password.ts';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import type { Sender } from './testApp.ts';
import type { TestBrowser } from './testBrowser.ts';

/** An acceptable new password. */
export const NEXT = 'tall giraffe 2';

/** Changes the password of the user of this browser. */
export function putPassword(
  browser: TestBrowser,
  body: string | object,
  sender: Sender = {},
): Promise<FunctionResponse> {
  return browser.send({ method: 'PUT', path: PASSWORD_FUNCTION, body, ...sender });
}
