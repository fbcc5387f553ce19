import { startAnswerServer, type AnswerServer } from './answers';

/** The request that Next exposes to server code. */
export const request = { cookies: new Map<string, { value: string }>(), headers: new Headers() };

function requestHeaders(): Headers {
  const headers = new Headers(request.headers);
  const pairs = [...request.cookies].map(([name, { value }]) => `${name}=${value}`);
  if (pairs.length > 0 && !headers.has('cookie')) headers.set('cookie', pairs.join('; '));
  return headers;
}

jest.mock('next/headers', () => ({
  cookies: () => Promise.resolve(request.cookies),
  headers: () => Promise.resolve(requestHeaders()),
}));

/** Starts a server that replaces the functions. Modules that call functions have to be loaded after it. */
export async function startFunctionServer(): Promise<AnswerServer> {
  const server = await startAnswerServer();
  process.env.URL = server.origin;
  return server;
}

/**
 * Simulates the request of a page with an access token.
 *
 * @param path of the page in the header of the proxy; undefined without that header
 */
export function askForPage(server: AnswerServer, path?: string): void {
  server.requests.length = 0;
  request.cookies = new Map([['sAccessToken', { value: 'token' }]]);
  request.headers = new Headers({ host: new URL(server.origin).host });
  if (path !== undefined) request.headers.set('x-request-path', path);
}

/** The target of Next's redirect, which is an error with a digest. Empty if there is none. */
export async function destinationOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return (error as { digest?: string } | undefined)?.digest?.split(';')[2] ?? '';
}
