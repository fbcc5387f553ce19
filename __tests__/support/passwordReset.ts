import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { AUTH, type TestApp, type Sender } from './testApp.ts';

/** Requests a reset link in a new browser. */
export function askForReset(app: TestApp, email: string, sender: Sender = {}): Promise<FunctionResponse> {
  const body = { formFields: [{ id: 'email', value: email }] };
  return app
    .newBrowser()
    .send({ method: 'POST', path: `${AUTH}/user/password/reset/token`, body, ...sender });
}
