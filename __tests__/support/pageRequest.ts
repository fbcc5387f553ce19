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

/** Starts a server in the place of the functions. What asks them is to be loaded after that. */
export async function startFunctionServer(): Promise<AnswerServer> {
  const server = await startAnswerServer();
  process.env.URL = server.origin;
  return server;
}

/**
 * From here on a page is requested with an access token, before any call to a function.
 *
 * @param path of the page, as the proxy tells it; undefined where the proxy does not come by
 */
export function askForPage(server: AnswerServer, path?: string): void {
  server.asked.length = 0;
  request.cookies = new Map([['sAccessToken', { value: 'token' }]]);
  request.headers = new Headers({ host: new URL(server.origin).host });
  if (path !== undefined) request.headers.set('x-request-path', path);
}

/** Where Next would send the browser: its redirect is an error with a digest. Empty if nowhere. */
export async function destinationOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return (error as { digest?: string } | undefined)?.digest?.split(';')[2] ?? '';
}
