import { areaOf } from '../../../config/areas.ts';
import { sendRaw, type RawRequest } from './rawRequest.ts';

type Answer = Awaited<ReturnType<typeof sendRaw>>;

/** How many requests wait for a response at the same time. */
const AT_ONCE = 4;

const STACK_TRACE = /\n\s+at \S.*:\d+:\d+|Internal Server Error|Application error: a server-side exception/;

/** Files of the server; pages name those of /_next/static only. */
const INTERNAL_PATHS = [process.cwd(), 'node_modules/', '.next/server', 'file:///'];

/** Attributes that would run a value as a script, or leave the site. */
const UNSAFE_LINK =
  /\s(?:href|src|action|formaction)="\s*(?:javascript:|data:text|\/\/|\/\\|https?:\/\/evil)/i;

const UNSAFE_MARKUP = '<script>alert(1)</script>';

const pathOf = ({ path }: RawRequest) => path.split('?', 1)[0] ?? '';

/** Files are for all; the 404 page has a language. Next removes repeated slashes from every path. */
const isForAll = (access: string | undefined, status: number) =>
  access === 'public' || status === 308 || (access === undefined && status !== 404);

/** Whether the response depends on who asks, so that it may not be stored. */
function dependsOnCookies(base: string, request: RawRequest, { status, headers }: Answer): boolean {
  // Dot segments are resolved first, encoded or not.
  const { pathname } = new URL(base + pathOf(request));
  return headers['set-cookie'] !== undefined || !isForAll(areaOf(pathname)?.access, status);
}

/** Next answers methods that a route lacks without such a header. */
function isStorable({ status, headers }: Answer): boolean {
  const control = headers['cache-control'] ?? '';
  return status !== 405 && !(control.includes('private') && control.includes('no-store'));
}

/** Whether a redirect leads to another site or runs a script. */
function leavesSite(base: string, location: string | undefined): boolean {
  if (location === undefined) return false;
  return !URL.canParse(location, base) || new URL(location, base).origin !== new URL(base).origin;
}

/** Whether a browser treats a response as data: that of /account/data has what users have entered. */
const isJson = ({ headers }: Answer): boolean =>
  /^application\/json\b/.test(headers['content-type'] ?? '') &&
  headers['x-content-type-options'] === 'nosniff';

/** The names of the faults of a response to an invalid request. */
function faultsIn(base: string, request: RawRequest, answer: Answer): string[] {
  const { status, headers, body } = answer;
  // The page that says that the service is down.
  const isDownPage = pathOf(request) === '/unavailable' && status === 503;
  const found: Record<string, boolean> = {
    'a server error': status >= 500 && !isDownPage,
    'a stack trace': STACK_TRACE.test(body),
    'an internal path': INTERNAL_PATHS.some((part) => body.includes(part)),
    'a redirect elsewhere': leavesSite(base, headers.location),
    'an unsafe link': UNSAFE_LINK.test(body),
    'markup of the client': !isJson(answer) && body.includes(UNSAFE_MARKUP),
    'a storable response': dependsOnCookies(base, request, answer) && isStorable(answer),
  };
  return Object.keys(found).filter((name) => found[name]);
}

/**
 * Sends requests, a few at a time.
 *
 * @returns the faults of the responses, with their requests, and the number of responses per status
 */
export async function faultsOf(base: string, requests: readonly RawRequest[]) {
  const waiting = [...requests];
  const faults: string[] = [];
  const statuses: Record<number, number> = {};
  const work = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const answer = await sendRaw(base, one);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      for (const fault of faultsIn(base, one, answer))
        faults.push(`${fault}: ${answer.status} ${one.method} ${one.path.slice(0, 120)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { faults, statuses };
}
