import { createServer, type ServerOptions } from 'node:https';
import { registerHooks } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FunctionHandler } from '../../../netlify/platform/createFunction.ts';
import type { FunctionEvent, FunctionResponse } from '../../../netlify/platform/http/message.ts';

/**
 * A program that serves the functions over TLS. Its parent sends key and certificate, and receives the port.
 * The functions are loaded afterwards, because they read the port from the environment.
 */

// The functions run here as they are written. In a bundle, a file of texts needs no attribute.
registerHooks({
  load: (url, context, nextLoad) =>
    nextLoad(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});

const handlers = new Map<string, FunctionHandler>();

async function loadFunctions(): Promise<void> {
  for (const name of ['auth', 'user']) {
    const loaded = (await import(`../../../netlify/functions/${name}.ts`)) as { handler: FunctionHandler };
    handlers.set(name, loaded.handler);
  }
}

async function toEvent(request: IncomingMessage): Promise<FunctionEvent> {
  const url = new URL(request.url ?? '/', 'https://any.invalid');
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return {
    path: url.pathname,
    httpMethod: request.method ?? 'GET',
    headers: request.headers as Record<string, string>,
    queryStringParameters: Object.fromEntries(url.searchParams),
    body: body === '' ? null : body,
    isBase64Encoded: false,
  };
}

function write(response: ServerResponse, { statusCode, headers, multiValueHeaders, body }: FunctionResponse) {
  const all = { ...headers, ...multiValueHeaders } as Record<string, string | string[]>;
  response.writeHead(statusCode, all).end(body);
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, name = ''] = /^\/\.netlify\/functions\/([a-z]+)/.exec(request.url ?? '') ?? [];
  const handler = handlers.get(name);
  if (handler === undefined) response.writeHead(404).end();
  else write(response, await handler(await toEvent(request), {} as never));
}

process.once('message', (tls: ServerOptions) => {
  const server = createServer(tls, (request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    // Netlify sets this variable in a deploy.
    process.env.URL = `https://${process.env.FUNCTIONS_HOST ?? ''}:${port}`;
    void loadFunctions().then(() => process.send?.(port));
  });
});
