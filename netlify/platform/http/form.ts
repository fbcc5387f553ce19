import { requireMediaType, requireSize } from './body.ts';
import { addCookies, type FunctionEvent, type FunctionResponse } from './message.ts';

/** Far above the size of any form of ours, and small enough to parse quickly. */
const MAX_CHARACTERS = 10_000;

/**
 * Reads a form that a browser sent without JavaScript.
 *
 * @throws Refusal 413 or 415
 */
export function readForm(event: FunctionEvent): URLSearchParams {
  const text = event.body ?? '';
  requireSize(text, MAX_CHARACTERS);
  requireMediaType(event, 'application/x-www-form-urlencoded');
  return new URLSearchParams(text);
}

/** Answers a form with the page that is shown next. */
export function seeOther(location: string, cookies: readonly string[] = []): FunctionResponse {
  const response: FunctionResponse = { statusCode: 303, headers: { location }, body: '' };
  addCookies(response, cookies);
  return response;
}
