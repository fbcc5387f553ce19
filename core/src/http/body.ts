import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { badRequest, HttpError } from '../errors.ts';
import { isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';

const MAX_BYTES = 5 * 1024 * 1024;

/** The maximum nesting depth of the real core's parser. */
const MAX_DEPTH = 255;

const invalid = () => badRequest('Invalid Json Input');

const JSON_TYPE = /^\s*application\/(?:[a-z0-9.-]+\+)?json\s*(?:;|$)/i;

/**
 * Refuses content types other than JSON, because a web page can send some of them to another origin without a
 * preflight request. The real core accepts any. A missing one is accepted: browsers omit it only together
 * with an `Origin`.
 *
 * @throws HttpError 415
 */
function checkContentType(request: IncomingMessage): void {
  const type = request.headers['content-type'];
  if (type !== undefined && !JSON_TYPE.test(type))
    throw new HttpError(415, 'Content-Type must be application/json');
}

/** Reads a JSON object. Throws HttpError: 415 for another content type, 413 if too large, 400 if invalid. */
export async function readJsonBody(request: IncomingMessage): Promise<JsonObject> {
  checkContentType(request);
  const value = parse(await readText(request));
  if (!isJsonObject(value)) throw invalid();
  return value;
}

function parse(text: string): unknown {
  if (isTooDeep(text)) throw invalid();
  const value = parseJson(text) ?? parseJson(escapeControls(text));
  if (value === undefined) throw invalid();
  return ESCAPED_SURROGATE.test(text) ? replaceLoneSurrogates(value as Json) : value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A string, possibly unterminated: it always matches, so that matching takes linear time. */
const STRING = /"(?:[^"\\]+|\\.)*"?/gs;

/** Escapes control characters in strings, NUL included, because the real core's parser accepts them. */
const escapeControls = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replaceAll(STRING, (string) => string.replaceAll(CONTROL, escapeControl));

/**
 * A control character with a preceding backslash: an escaped line break is a line break, others are errors.
 */
const CONTROL = /\\.|[\u0000-\u001f]/gs;

function escapeControl(match: string): string {
  if (match === '\\\n') return String.raw`\n`;
  return match.length > 1 ? match : String.raw`\u${match.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** In a UTF-8 body, surrogates occur in escapes only. */
const ESCAPED_SURROGATE = /\\u[dD][89a-fA-F]/;

const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Replaces lone surrogates by `?` in all texts and names, as PostgreSQL's driver does below a deployed core.
 */
function replaceLoneSurrogates(value: Json): Json {
  if (typeof value === 'string') return value.replaceAll(LONE_SURROGATE, '?');
  if (Array.isArray(value)) return value.map((one) => replaceLoneSurrogates(one));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([name, one]) => [
    name.replaceAll(LONE_SURROGATE, '?'),
    replaceLoneSurrogates(one ?? null),
  ]);
  return Object.fromEntries(members) as JsonObject;
}

/**
 * Counts opening brackets, those in strings included; only if there are too many, computes the exact depth.
 */
function isTooDeep(text: string): boolean {
  let brackets = 0;
  for (const character of text) {
    if ((character === '{' || character === '[') && ++brackets > MAX_DEPTH)
      return nestingOf(text) > MAX_DEPTH;
  }
  return false;
}

const STRING_OR_BRACKET = new RegExp(`${STRING.source}|[[\\]{}]`, 'gs');

function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(STRING_OR_BRACKET)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, ++depth);
    else if (token === '}' || token === ']') depth -= 1;
  }
  return deepest;
}

function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BYTES) chunks.push(chunk);
      else reject(new HttpError(413, 'Request body is too large'));
    });
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      if (isUtf8(body)) resolve(body.toString('utf8'));
      else reject(invalid());
    });
    request.on('error', reject);
    request.on('aborted', () => {
      reject(invalid());
    });
  });
}
