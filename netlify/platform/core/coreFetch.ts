import { CoreRefused, CoreUnavailable, NOTHING_HERE, Refusal } from '../http/refusal.ts';
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

/** Of the tenant that a request names in its path. */
const NO_TENANT = /^AppId or tenantId not found .*, (?!public\))[^,)]+\)$/;

/** Of the application in the address of the core, or of a version of its interface: settings, not values. */
const WRONG_SETTING = /^AppId or tenantId not found|^cdi-version /;

/**
 * Tells a value that the core does not take from what is wrong with our own settings: the core says 400 to both.
 *
 * @throws Refusal 404 for a tenant that does not exist, CoreRefused for any other value, CoreUnavailable where it was
 *   not the core that answered
 */
async function throwIfValueRefused(response: Response): Promise<void> {
  if (response.status !== 400) return;
  const text = (await response.clone().text()).trim();
  if (NO_TENANT.test(text)) throw new Refusal(404, 'NOT_FOUND', NOTHING_HERE);
  // A proxy on the way refuses in HTML.
  if (text.startsWith('<')) throw new CoreUnavailable('answered 400 with something else than the core');
  if (!WRONG_SETTING.test(text)) throw new CoreRefused(text);
}

/**
 * Fetches from the core as the SDK does not: given up when the request's time is, and believed only if the answer is
 * one. Network errors go on as they are, since the SDK then tries the next of several cores.
 */
async function fetchFromCore(plainFetch: typeof fetch, ...[input, init]: Parameters<typeof fetch>) {
  const signals = [currentScope()?.signal, init?.signal].filter((one) => one != null);
  const signal = signals.length > 0 ? AbortSignal.any(signals) : undefined;
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
    note(undefined);
    await throwIfValueRefused(response);
    // What is wrong with a setting is our fault, and no reason to come back later.
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
