import { createTranslator } from 'next-intl';
import { errorAnswer } from '../../config/contracts/errorAnswer.ts';
import { refusalKey } from '../../config/contracts/refusalReason.ts';
import { readMessages } from '../../config/messages/readMessages.ts';
import { responseHeader, type FunctionResponse } from '../../netlify/platform/http/message.ts';

/** Status, field and message of an error response. */
export function refusalOf(response: FunctionResponse): [number, string | undefined, string] {
  const { error } = errorAnswer.parse(JSON.parse(response.body));
  return [response.statusCode, error.field, error.message];
}

const english = createTranslator({ locale: 'en', messages: readMessages('en') });

/**
 * Returns a response, after comparing its message with the English text that its translations are made from.
 *
 * @throws JestAssertionError if they differ
 */
export function expectEnglishMessage(response: FunctionResponse): FunctionResponse {
  if (!response.body.startsWith('{"error":')) return response;
  const { error } = errorAnswer.safeParse(JSON.parse(response.body)).data ?? {};
  if (error?.reason !== undefined)
    expect(english(refusalKey(error.reason), error.params as never)).toBe(error.message);
  return response;
}

/** The field that an error response names; undefined for other responses. */
export function fieldOf({ body }: FunctionResponse): string | undefined {
  return (JSON.parse(body) as { error?: { field?: string } }).error?.field;
}

/** Status and code of a refusal of ours, after its form has been checked. */
export function wellFormedRefusal(response: FunctionResponse): [number, string] {
  const { error } = errorAnswer.parse(JSON.parse(response.body));
  expect(error.requestId).toBe(responseHeader(response, 'x-nf-request-id'));
  expect(responseHeader(response, 'content-type')).toMatch(/^application\/json/);
  expect(responseHeader(response, 'cache-control')).toBe('private, no-store');
  return [response.statusCode, error.code];
}
