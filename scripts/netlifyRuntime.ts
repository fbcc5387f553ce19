import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

/**
 * The file of a function's zip that Netlify has Lambda load: it holds Netlify's runtime, which calls the
 * default export.
 */
export const ENTRY_FILE = '___netlify-entry-point.mjs';

/** What Netlify sends to Lambda for a request. */
export interface NetlifyEvent {
  rawUrl: string;
  httpMethod: string;
  headers: Record<string, string>;
  body?: string | null;
  isBase64Encoded?: boolean;
}

export interface NetlifyAnswer {
  statusCode: number;
  headers: Record<string, string>;
  cookies: string[];
  body: string;
}

interface Prelude {
  statusCode: number;
  multiValueHeaders?: Record<string, string[]>;
}

/** A response stream of Lambda, as far as Netlify's runtime writes to one. */
class ResponseStream extends Writable {
  prelude: Prelude = { statusCode: 0 };
  readonly #chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  answer(): NetlifyAnswer {
    const { statusCode, multiValueHeaders = {} } = this.prelude;
    const { 'set-cookie': cookies = [], ...headers } = multiValueHeaders;
    return {
      statusCode,
      headers: Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.join(', ')])),
      cookies,
      body: Buffer.concat(this.#chunks).toString(),
    };
  }
}

/**
 * What Lambda's own runtime for Node gives to a handler that streams, under the names that Netlify's runtime
 * uses.
 */
const awslambda = {
  streamifyResponse: (handler: unknown) => handler,
  HttpResponseStream: {
    from: (stream: ResponseStream, prelude: Prelude) => Object.assign(stream, { prelude }),
  },
};

type StreamingHandler = (event: NetlifyEvent, stream: ResponseStream, context: object) => Promise<void>;

/** Ample: a function has ten seconds. */
const REMAINING_MS = 10_000;

/**
 * Loads the entry point of a built function into this process, as Lambda does. Calling it rejects where
 * Netlify answers 500: Netlify's runtime could not make a Request of the event.
 */
export async function loadEntryPoint(file: string): Promise<(event: NetlifyEvent) => Promise<NetlifyAnswer>> {
  Object.assign(globalThis, { awslambda });
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: StreamingHandler };
  return async (event) => {
    const stream = new ResponseStream();
    await handler(event, stream, { awsRequestId: 'local', getRemainingTimeInMillis: () => REMAINING_MS });
    return stream.answer();
  };
}
