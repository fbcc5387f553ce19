import { CoreUnavailable, NOTHING_HERE, Refusal } from '../http/refusal.ts';
import { currentScope } from '../http/scope.ts';

/** A core's answer always says how it went, but for the two that are lists. */
function isCoreAnswer(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  return (
    ('status' in body && typeof body.status === 'string') ||
    ('versions' in body && Array.isArray(body.versions)) ||
    ('keys' in body && Array.isArray(body.keys))
  );
}

function note(failure: string | undefined): void {
  const scope = currentScope();
  if (scope !== undefined) scope.coreFailure = failure;
}

function addCoreTime(milliseconds: number): void {
  const scope = currentScope();
  if (scope !== undefined) scope.coreMs += milliseconds;
}

function addressOf(input: Parameters<typeof fetch>[0]): string {
  return input instanceof Request ? input.url : String(input);
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.clone().json();
  } catch {
    return undefined;
  }
}

/**
 * Whether the core knows no tenant of the name that stands in the path of a request, which anybody may write. A wrong
 * application in the address of the core is no such thing.
 */
async function isOfNoTenant(response: Response): Promise<boolean> {
  if (response.status !== 400) return false;
  const text = await response.clone().text();
  return /^AppId or tenantId not found .*, (?!public\))[^,)]+\)$/.test(text.trim());
}

/**
 * Fetches from the core as the SDK does not: given up when the request's time is, and believed only if the answer is
 * one. Network errors go on as they are, since the SDK then tries the next of several cores.
 */
async function fetchFromCore(plainFetch: typeof fetch, ...[input, init]: Parameters<typeof fetch>) {
  const signal = currentScope()?.signal;
  const begun = performance.now();
  let response: Response;
  try {
    response = await plainFetch(input, { ...init, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    note(signal?.aborted === true ? 'no answer in time' : 'not reachable');
    throw error;
  } finally {
    addCoreTime(performance.now() - begun);
  }
  if (response.status !== 200) {
    if (await isOfNoTenant(response)) throw new Refusal(404, 'NOT_FOUND', NOTHING_HERE);
    // 400 is the core's word for a call that makes no sense: our fault, and no reason to come back later.
    note(response.status === 400 ? undefined : `answered ${response.status}`);
    return response;
  }
  if (!isCoreAnswer(await readJson(response))) {
    note('answered with something else than the core');
    throw new CoreUnavailable('answered with something else than the core');
  }
  note(undefined);
  return response;
}

/**
 * Puts itself between the SDK and the core. The SDK calls the global fetch, sets no timeout, offers no place for one
 * and takes any JSON for an answer: a wrong password is what a broken core looks like to it.
 *
 * @param connectionUri the core's addresses, separated by `;`
 */
export function guardCoreCalls(connectionUri: string): void {
  const plainFetch = globalThis.fetch;
  const cores = connectionUri.split(';').map((uri) => uri.trim().replace(/\/$/, ''));
  globalThis.fetch = (input, init) =>
    cores.some((core) => addressOf(input).startsWith(`${core}/`))
      ? fetchFromCore(plainFetch, input, init)
      : plainFetch(input, init);
}
