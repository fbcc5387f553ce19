import type { FunctionEvent } from './message.ts';
import { Refusal } from './refusal.ts';
import { requireStorable } from './storable.ts';

/** Far above the size of a sign-in form, and small enough to parse quickly. */
const MAX_JSON_CHARACTERS = 100_000;

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Returns the body as text: Netlify encodes bodies of unknown type in base64. Leaves out a byte order mark
 * (RFC 8259, section 8.1), as a Request does.
 */
export function decodeBody(event: FunctionEvent): void {
  // Netlify passes a missing body as null, `netlify dev` omits it.
  const { body = null, isBase64Encoded } = event;
  const text = isBase64Encoded && body !== null ? Buffer.from(body, 'base64').toString('utf8') : body;
  event.body = text?.startsWith(BYTE_ORDER_MARK) === true ? text.slice(1) : text;
  event.isBase64Encoded = false;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws Refusal 413 for more than `max` characters */
export function requireSize(text: string, max: number): void {
  if (text.length <= max) return;
  throw new Refusal(413, 'PAYLOAD_TOO_LARGE', 'The body is too large.', {
    field: 'body',
    reason: 'platform.bodyTooLarge',
  });
}

/** @throws Refusal 415 for another media type; its parameters do not matter */
export function requireMediaType({ headers }: FunctionEvent, expected: string): void {
  const mediaType = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === expected) return;
  throw new Refusal(415, 'UNSUPPORTED_MEDIA_TYPE', `The content type must be ${expected}.`, {
    field: 'content-type',
  });
}

/**
 * Makes sure that the body is a JSON object with that content type, before the SDK reads it: the SDK throws
 * at anything else, and forms of other sites cannot send this content type. Checks that all text in it can be
 * stored.
 *
 * @throws Refusal 413, 415 or 400
 */
export function requireJsonBody(event: FunctionEvent): void {
  const text = event.body ?? '';
  requireSize(text, MAX_JSON_CHARACTERS);
  if (text.trim() === '') {
    event.body = null;
    return;
  }
  requireMediaType(event, 'application/json');
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(400, 'BAD_REQUEST', 'The body must be a JSON object.', { field: 'body' });
  }
  requireStorable(value, 'body');
}
