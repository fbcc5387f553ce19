import { cdiSupported } from 'supertokens-node/lib/build/version.js';
import { EnvError, LOCAL_CORE, parseBuildEnv, type EnvSource } from '../../config/env/env.ts';

/** A core that is asleep or far away answers well within this, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** One line for the build's log: why the deploy cannot work, or that it can. */
export type CoreCheck = { problem: string; note?: never } | { problem?: never; note: string };

const problem = (text: string): CoreCheck => ({ problem: text });

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

interface CoreAddress {
  uri: string;
  apiKey: string;
  timeout: number;
}

async function ask({ uri, apiKey, timeout }: CoreAddress): Promise<Response | CoreCheck> {
  try {
    return await fetch(`${uri.replace(/\/$/, '')}/apiversion`, {
      headers: { 'api-key': apiKey },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
  } catch (error) {
    const { cause, name } = error as Error & { cause?: { code?: string; message?: string } };
    const why =
      name === 'TimeoutError'
        ? `no answer within ${timeout / 1000} s`
        : (cause?.code ?? cause?.message ?? name);
    return problem(`SUPERTOKENS_CONNECTION_URI: no core can be reached at ${new URL(uri).origin} (${why}).`);
  }
}

async function versionsOf(response: Response): Promise<string[] | undefined> {
  const body = (await response.json().catch(() => undefined)) as { versions?: unknown } | undefined;
  return Array.isArray(body?.versions) ? body.versions.map(String) : undefined;
}

async function checkOne(address: CoreAddress): Promise<CoreCheck> {
  const url = new URL(address.uri);
  if (url.protocol !== 'https:' && !isLoopback(url)) {
    return problem(
      `SUPERTOKENS_CONNECTION_URI must begin with https: the key goes to ${url.origin} in the clear.`,
    );
  }
  const response = await ask(address);
  if (!(response instanceof Response)) return response;
  if (response.status === 401 || response.status === 403) {
    return problem(`SUPERTOKENS_API_KEY is not a key of the core at ${url.origin}.`);
  }
  const versions = await versionsOf(response);
  if (!response.ok || versions === undefined) {
    return problem(
      `SUPERTOKENS_CONNECTION_URI: what answers at ${url.origin} is not a SuperTokens core (status ${response.status}).`,
    );
  }
  const common = cdiSupported.filter((version) => versions.includes(version));
  return common.length > 0
    ? { note: `SuperTokens core at ${url.origin}: reachable, key accepted, CDI ${common.join(', ')}.` }
    : problem(
        `The core at ${url.origin} speaks CDI ${versions.join(', ')}; this SDK needs ${cdiSupported.join(' or ')}. Upgrade the core.`,
      );
}

/**
 * Asks before a build whether the deploy will find its core: address set, https, reachable, of a version that the SDK
 * speaks, key accepted. With BUILD_OFFLINE set nothing is asked, and the note says so.
 *
 * @param source the build's environment, `process.env` outside tests
 * @param timeout milliseconds to wait for each core
 */
export async function checkCore(source?: EnvSource, timeout = TIMEOUT_MS): Promise<CoreCheck> {
  try {
    const { core, buildOffline } = parseBuildEnv(source);
    if (buildOffline) return { note: 'Offline build (BUILD_OFFLINE): the SuperTokens core was not asked.' };
    if (core.apiKey === LOCAL_CORE.apiKey)
      return problem('SUPERTOKENS_API_KEY is the key of the local core.');
    const checks = await Promise.all(
      core.connectionUri.split(';').map((uri) => checkOne({ uri, apiKey: core.apiKey, timeout })),
    );
    const failed = checks.find((check) => check.problem !== undefined);
    return failed ?? { note: checks.map(({ note }) => note).join('\n') };
  } catch (error) {
    if (error instanceof EnvError) return problem(error.message);
    throw error;
  }
}
