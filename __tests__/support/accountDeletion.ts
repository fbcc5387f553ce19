import { ACCOUNT_FUNCTION } from '../../config/contracts/data.ts';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import type { Sender } from './testApp.ts';
import type { TestBrowser } from './testBrowser.ts';

export const DELETION = `${ACCOUNT_FUNCTION}/deletion`;

/** The confirmation that the form requires. */
export const WORDS = 'delete my account';

/** Requests the deletion of the account that is signed in in this browser. */
export function postDeletion(
  browser: TestBrowser,
  body: string | object,
  sender: Sender = {},
): Promise<FunctionResponse> {
  return browser.send({ method: 'POST', path: DELETION, body, ...sender });
}
