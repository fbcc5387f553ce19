import { EnvError, LOCAL_CORE, type EnvSource } from '../../config/env/env.ts';
import { isLoopback } from '../../config/env/loopback.ts';
import { parseBuildEnv } from '../../config/env/startEnv.ts';
import type { SignInMethod } from '../../config/signInMethods.ts';
import { coreAddresses } from '../platform/core/coreAddresses.ts';
import { fetchCoreFeatures, missingFeatures } from '../platform/core/coreFeatures.ts';
import {
  commonVersions,
  describeFeatureGap,
  describeLinkingGap,
  describeVersionGap,
} from '../platform/core/coreNeeds.ts';

/** A core that is sleeping or far away responds well within this time, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** One line for the build log: the core's details, or why the deploy cannot work. */
export type CoreCheck = { problem: string; note?: never } | { problem?: never; note: string };

const problem = (text: string): CoreCheck => ({ problem: text });

export interface CoreToCheck {
  uri: string;
  apiKey: string;
  /** The paid features that the app needs. */
  requiredFeatures: readonly string[];
  /** The ways to sign in of the app, of which some need features that it can do without. */
  signInMethods?: readonly SignInMethod[];
  /** Milliseconds to wait for each response. */
  timeout?: number;
}

/** Describes why a fetch failed: the code of a network error, or the time limit. */
function failureOf(error: unknown, timeout: number): string {
  const { cause, name } = error as Error & { cause?: { code?: string; message?: string } };
  return name === 'TimeoutError'
    ? `no answer within ${timeout / 1000} s`
    : (cause?.code ?? cause?.message ?? name);
}

async function fetchVersions({ uri, apiKey, timeout = TIMEOUT_MS }: CoreToCheck) {
  try {
    return await fetch(`${uri}/apiversion`, {
      headers: { 'api-key': apiKey },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
  } catch (error) {
    const reason = failureOf(error, timeout);
    return problem(
      `SUPERTOKENS_CONNECTION_URI: no core can be reached at ${new URL(uri).origin} (${reason}).`,
    );
  }
}

/** The line about the features in the note, or the problem: which are missing, and what to do. */
async function checkFeatures(core: CoreToCheck): Promise<CoreCheck> {
  const { uri, apiKey, requiredFeatures, signInMethods = [], timeout = TIMEOUT_MS } = core;
  const { origin } = new URL(uri);
  const available = await fetchCoreFeatures({ uri, apiKey, signal: AbortSignal.timeout(timeout) }).catch(
    () => undefined,
  );
  if (available === undefined) {
    return requiredFeatures.length === 0
      ? { note: 'paid features unknown.' }
      : problem(`CORE_FEATURES: the core at ${origin} does not say which paid features it has. Try again.`);
  }
  const gap = describeFeatureGap(missingFeatures(requiredFeatures, available), origin);
  if (gap !== undefined) return problem(gap);
  const features = `paid features: ${available.join(', ') || 'none'}.`;
  return { note: [features, describeLinkingGap(signInMethods, available) ?? []].flat().join(' ') };
}

async function versionsOf(response: Response): Promise<string[] | undefined> {
  const body = (await response.json().catch(() => undefined)) as { versions?: unknown } | undefined;
  return Array.isArray(body?.versions) ? body.versions.map(String) : undefined;
}

/** The app that an address ends in, for example `preview` of `/appid-preview`. */
const appOf = (uri: string) => /\/appid-([^/]+)$/.exec(uri)?.[1];

/** Says that a server which answered with no versions is no core, or has no such app. */
function describeUnknown({ uri }: CoreToCheck, status: number): CoreCheck {
  const { origin } = new URL(uri);
  const app = appOf(uri);
  if (status === 400 && app !== undefined)
    return problem(
      `SUPERTOKENS_CONNECTION_URI: the core at ${origin} has no app ${app}. Create it, or correct the end of the address.`,
    );
  return problem(
    `SUPERTOKENS_CONNECTION_URI: the server at ${origin} is not a SuperTokens core (status ${status}).`,
  );
}

/**
 * Asks one core for its CDI versions and paid features, with the API key, and compares both with what the app
 * needs.
 *
 * @returns one line: what is wrong and what to do, or what the core offers
 */
export async function describeCore(core: CoreToCheck): Promise<CoreCheck> {
  const { origin } = new URL(core.uri);
  const response = await fetchVersions(core);
  if (!(response instanceof Response)) return response;
  if (response.status === 401 || response.status === 403) {
    return problem(`SUPERTOKENS_API_KEY is not a key of the core at ${origin}.`);
  }
  const versions = await versionsOf(response);
  if (!response.ok || versions === undefined) return describeUnknown(core, response.status);
  const gap = describeVersionGap(versions, origin);
  if (gap !== undefined) return problem(gap);
  const features = await checkFeatures(core);
  if (features.problem !== undefined) return features;
  return {
    note: `SuperTokens core at ${origin}: reachable, key accepted, CDI ${commonVersions(versions).join(', ')}, ${features.note}`,
  };
}

function checkOne(core: CoreToCheck): Promise<CoreCheck> {
  const url = new URL(core.uri);
  if (url.protocol === 'https:' || isLoopback(url.hostname)) return describeCore(core);
  return Promise.resolve(
    problem(
      `SUPERTOKENS_CONNECTION_URI must begin with https: the key would be sent to ${url.origin} unencrypted.`,
    ),
  );
}

/**
 * Checks before a build that the deploy will reach its core: address set, https, reachable, supported
 * version, key accepted, licensed for the required features. With BUILD_OFFLINE the check is skipped and the
 * note says so.
 *
 * @param source the build's environment, `process.env` outside tests
 * @param timeout milliseconds to wait for each core
 */
export async function checkCore(source?: EnvSource, timeout = TIMEOUT_MS): Promise<CoreCheck> {
  try {
    const { core, signInMethods, buildOffline } = parseBuildEnv(source).env;
    if (buildOffline) return { note: 'Offline build (BUILD_OFFLINE): the SuperTokens core was not asked.' };
    if (core.apiKey === LOCAL_CORE.apiKey)
      return problem('SUPERTOKENS_API_KEY is the key of the local core.');
    const checks = await Promise.all(
      coreAddresses(core.connectionUri).map((uri) => checkOne({ ...core, signInMethods, uri, timeout })),
    );
    const failed = checks.find((check) => check.problem !== undefined);
    return failed ?? { note: checks.map(({ note }) => note).join('\n') };
  } catch (error) {
    if (error instanceof EnvError) return problem(error.message);
    throw error;
  }
}
