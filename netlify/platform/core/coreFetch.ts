import { CoreRefused, CoreUnavailable, NOTHING_HERE, Refusal } from '../http/refusal.ts';
import { currentScope } from '../http/scope.ts';
import { coreAddresses } from './coreAddresses.ts';

/** Responses of the core have a `status`, except two that are lists. */
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

/** Error of an unknown tenant in the path. */
const NO_TENANT = /^AppId or tenantId not found .*, (?!public\))[^,)]+\)$/;

/** Errors about the core's address or the CDI version: wrong settings, not wrong values. */
const WRONG_SETTING = /^AppId or tenantId not found|^cdi-version /;

/**
 * Distinguishes a value that the core rejects from a wrong setting of ours: the core answers 400 to both.
 *
 * @throws Refusal 404 for an unknown tenant, CoreRefused for another value, CoreUnavailable if the response
 *   is not from the core
 */
async function throwIfValueRefused(response: Response): Promise<void> {
  if (response.status !== 400) return;
  const text = (await response.clone().text()).trim();
  if (NO_TENANT.test(text)) throw new Refusal(404, 'NOT_FOUND', NOTHING_HERE);
  // A proxy in between answers with HTML.
  if (text.startsWith('<')) throw new CoreUnavailable('answered 400 with something else than the core');
  if (!WRONG_SETTING.test(text)) throw new CoreRefused(text);
}

/**
 * Calls the core with what the SDK lacks: the request's deadline, and a check that the response is from a
 * core. Network errors are passed on, since the SDK then tries the next of several cores.
 */
async function fetchFromCore(plainFetch: typeof fetch, ...[input, init]: Parameters<typeof fetch>) {
  const signals = [currentScope()?.timeLimit.signal, init?.signal].filter((one) => one != null);
  const signal = signals.length > 0 ? AbortSignal.any(signals) : undefined;
  const startedAt = performance.now();
  let response: Response;
  try {
    response = await plainFetch(input, { ...init, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    note(signal?.aborted === true ? 'no answer in time' : 'not reachable');
    throw error;
  } finally {
    addCoreTime(performance.now() - startedAt);
  }
  if (response.status !== 200) {
    note(undefined);
    await throwIfValueRefused(response);
    // A wrong setting is our error, and retrying does not help.
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
 * Wraps the global fetch for calls to the core. The SDK calls it without a timeout, has no option for one,
 * and accepts any JSON as a response: it would take a broken core for a wrong password.
 *
 * @param connectionUri addresses of the core, separated by `;`
 */
export function guardCoreCalls(connectionUri: string): void {
  const plainFetch = globalThis.fetch;
  const cores = coreAddresses(connectionUri);
  globalThis.fetch = (input, init) =>
    cores.some((core) => addressOf(input).startsWith(`${core}/`))
      ? fetchFromCore(plainFetch, input, init)
      : plainFetch(input, init);
}
