import type { FunctionEvent } from './message.ts';
import { Refusal } from './refusal.ts';
import { requireStorable } from './storable.ts';

/** Far above what a form of the log-in holds, far below what it would cost to parse. */
const MAX_JSON_CHARACTERS = 100_000;

/** The body as text: Netlify hands over in base64 whatever it does not know to be text. */
export function decodeBody(event: FunctionEvent): void {
  // A request without a body arrives as null from Netlify, and without the key from `netlify dev`.
  event.body ??= null;
  if (event.isBase64Encoded && event.body !== null) {
    event.body = Buffer.from(event.body, 'base64').toString('utf8');
  }
  event.isBase64Encoded = false;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Makes sure that a body is a JSON object and says that it is, before the SDK reads it: the SDK throws at anything
 * else, and a form of another site can send text, but not with this content type. Every text in it can be stored.
 *
 * @throws Refusal 413, 415 or 400
 */
export function requireJsonBody(event: FunctionEvent): void {
  const text = event.body ?? '';
  if (text.length > MAX_JSON_CHARACTERS) {
    throw new Refusal(413, 'PAYLOAD_TOO_LARGE', 'The body is too large.', { field: 'body' });
  }
  if (text.trim() === '') {
    event.body = null;
    return;
  }
  const mediaType = event.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new Refusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send application/json.', { field: 'content-type' });
  }
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(400, 'BAD_REQUEST', 'The body is not a JSON object.', { field: 'body' });
  }
  requireStorable(value, 'body');
}
