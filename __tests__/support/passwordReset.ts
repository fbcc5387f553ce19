import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { AUTH, type FunctionWorld, type Sender } from './functionWorld.ts';

/** Asks for a link that sets a new password, from a browser of its own. */
export function askForReset(
  world: FunctionWorld,
  email: string,
  sender: Sender = {},
): Promise<FunctionResponse> {
  const body = { formFields: [{ id: 'email', value: email }] };
  return world
    .newBrowser()
    .send({ method: 'POST', path: `${AUTH}/user/password/reset/token`, body, ...sender });
}
