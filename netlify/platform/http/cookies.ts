import { cookieValue } from '../../../config/session/requestCookies.ts';
import type { FunctionEvent } from './message.ts';

/** Returns the value of a request's cookie; empty counts as absent. See {@link cookieValue}. */
export function readCookie(event: FunctionEvent, name: string): string | undefined {
  return cookieValue(event.headers.cookie, name);
}
