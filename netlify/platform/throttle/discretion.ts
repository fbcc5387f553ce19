import { withMinimumTime } from '../http/floor.ts';
import type { FunctionResponse } from '../http/message.ts';
import { hideCoreTiming } from '../http/scope.ts';
import type { Attempt } from './attempt.ts';

/**
 * Minimum time of a response in milliseconds, where the time would reveal whether there is an account: a
 * password is only hashed, and a mail only sent, for existing ones. Longer than both: after connecting, a
 * mail server may take 1.5 s to accept a mail.
 */
const floors: Partial<Record<Attempt['kind'], number>> = { 'sign-in': 500, reset: 2000 };

/** Whether the SDK's response is a success. */
export function saysOk({ statusCode, body }: FunctionResponse): boolean {
  return statusCode === 200 && body.startsWith('{"status":"OK"');
}

/** Whether the response says that the password is wrong or that there is no such account. */
export function saysWrongCredentials({ statusCode, body }: FunctionResponse): boolean {
  return statusCode === 200 && body.startsWith('{"status":"WRONG_CREDENTIALS_ERROR"');
}

/** Answers an attempt so that neither time nor content reveals whether there is an account. */
export function withConstantTime(
  { kind }: Attempt,
  ask: () => Promise<FunctionResponse>,
): Promise<FunctionResponse> {
  const floor = floors[kind];
  if (floor === undefined) return ask();
  hideCoreTiming();
  // A successful user knows that the account exists.
  return withMinimumTime(floor, ask, (answer) => kind !== 'sign-in' || !saysOk(answer));
}
