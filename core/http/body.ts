import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { badRequest, Refusal } from '../errors.ts';
import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';

const MAX_BYTES = 5 * 1024 * 1024;

/** The depth at which the real core's parser gives up. Deeper values could not be written out again. */
const MAX_DEPTH = 255;

const invalid = () => badRequest('Invalid Json Input');

/** Reads a JSON object, whatever the content type says. */
export async function readJsonBody(request: IncomingMessage): Promise<JsonObject> {
  const value = parse(await readText(request));
  if (!isJsonObject(value)) throw invalid();
  return value;
}

function parse(text: string): unknown {
  if (isTooDeep(text)) throw invalid();
  try {
    return JSON.parse(text);
  } catch {
    throw invalid();
  }
}

/** Counts brackets without regard to strings: an overestimate is settled by looking at the value itself. */
function isTooDeep(text: string): boolean {
  let brackets = 0;
  for (const character of text) {
    if ((character === '{' || character === '[') && ++brackets > MAX_DEPTH)
      return nestingOf(text) > MAX_DEPTH;
  }
  return false;
}

function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
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
      else reject(new Refusal(413, 'Request body is too large'));
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
