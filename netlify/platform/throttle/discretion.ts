import { noSoonerThan } from '../http/floor.ts';
import type { FunctionResponse } from '../http/message.ts';
import { beDiscreet } from '../http/scope.ts';
import type { Attempt } from './attempt.ts';

/**
 * How long an answer is kept, in milliseconds, where its time would tell whether there is such an account: a password
 * is only hashed, and a mail only sent, for one that exists. Longer than either takes: a mail server that has let us in may
 * take 1.5 s to take a mail.
 */
const floors: Partial<Record<Attempt['kind'], number>> = { 'sign-in': 500, reset: 2000 };

/** Whether the SDK's answer is a success. */
export function saysOk({ statusCode, body }: FunctionResponse): boolean {
  return statusCode === 200 && body.startsWith('{"status":"OK"');
}

/** Whether it says that this password is not the one of this account, or that there is none. */
export function saysWrongCredentials({ statusCode, body }: FunctionResponse): boolean {
  return statusCode === 200 && body.startsWith('{"status":"WRONG_CREDENTIALS_ERROR"');
}

/** Answers an attempt so that neither the time nor what the answer says of itself tells of an account. */
export function askDiscreetly(
  { kind }: Attempt,
  ask: () => Promise<FunctionResponse>,
): Promise<FunctionResponse> {
  const floor = floors[kind];
  if (floor === undefined) return ask();
  beDiscreet();
  // Who is let in knows that the account exists.
  return noSoonerThan(floor, ask, (answer) => kind !== 'sign-in' || !saysOk(answer));
}
