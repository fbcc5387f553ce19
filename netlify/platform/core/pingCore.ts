import { getEnv } from '../../../config/env/env.ts';
import type { HealthAnswer } from '../../../config/contracts/health.ts';
import { CoreUnavailable } from '../http/refusal.ts';
import { currentScope } from '../http/scope.ts';
import { coreAddresses } from './coreAddresses.ts';
import { fetchCoreFeatures, missingFeatures } from './coreFeatures.ts';

type CoreHealth = HealthAnswer['core'];

interface CoreConnection {
  connectionUri: string;
  apiKey: string;
  requiredFeatures: readonly string[];
}

/** A large core counts its users to respond: a health check must not wait for that. */
const FEATURES_TIMEOUT_MS = 1000;

/** A license changes rarely, and monitors check every few seconds. */
const FEATURES_KEPT_MS = 10 * 60_000;

let known: { uri: string; features: readonly string[]; until: number } | undefined;

async function featuresOf(uri: string, apiKey: string): Promise<readonly string[] | undefined> {
  const now = Date.now();
  if (known?.uri === uri && now < known.until) return known.features;
  const signal = AbortSignal.timeout(FEATURES_TIMEOUT_MS);
  const features = await fetchCoreFeatures({ uri, apiKey, signal }).catch(() => undefined);
  if (features !== undefined) known = { uri, features, until: now + FEATURES_KEPT_MS };
  return features;
}

async function ask(uri: string, { apiKey, requiredFeatures }: CoreConnection): Promise<CoreHealth> {
  const startedAt = performance.now();
  const response = await fetch(`${uri}/apiversion`, {
    headers: { 'api-key': apiKey },
  });
  if (!response.ok) throw new CoreUnavailable(`answered ${response.status}`);
  const { versions } = (await response.json()) as { versions: string[] };
  const latencyMs = Math.round((performance.now() - startedAt) * 10) / 10;
  const features = await featuresOf(uri, apiKey);
  return {
    reachable: true,
    versions,
    latencyMs,
    features: features ?? null,
    missingFeatures: features === undefined ? [] : missingFeatures(requiredFeatures, features),
  };
}

/**
 * Requests CDI versions and paid features from the core with the API key. The first response of several cores
 * counts, because the SDK needs only one.
 */
export async function pingCore(connection: CoreConnection = getEnv().core): Promise<CoreHealth> {
  try {
    return await Promise.any(coreAddresses(connection.connectionUri).map((uri) => ask(uri, connection)));
  } catch {
    return { reachable: false, reason: currentScope()?.coreFailure ?? 'not reachable' };
  }
}
