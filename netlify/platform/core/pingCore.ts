import { getEnv } from '../../../config/env/env.ts';
import type { HealthAnswer } from '../../../config/contracts/health.ts';
import { CoreUnavailable } from '../http/refusal.ts';
import { currentScope } from '../http/scope.ts';
import { coreAddresses } from './coreAddresses.ts';
import { missingFeatures } from './coreFeatures.ts';
import { describeFeatureGap, describeVersionGap } from './coreNeeds.ts';
import { knownFeatures } from './knownFeatures.ts';

type CoreHealth = HealthAnswer['core'];

interface CoreConnection {
  connectionUri: string;
  apiKey: string;
  requiredFeatures: readonly string[];
}

/** Everyone can read the answer of the health function, which does not reveal the address. */
const CORE = 'SUPERTOKENS_CONNECTION_URI';

async function ask(uri: string, { apiKey, requiredFeatures }: CoreConnection): Promise<CoreHealth> {
  const startedAt = performance.now();
  const response = await fetch(`${uri}/apiversion`, {
    headers: { 'api-key': apiKey },
  });
  if (!response.ok) throw new CoreUnavailable(`answered ${response.status}`);
  const { versions } = (await response.json()) as { versions: string[] };
  const versionGap = describeVersionGap(versions, CORE);
  if (versionGap !== undefined) throw new CoreUnavailable(versionGap);
  const latencyMs = Math.round((performance.now() - startedAt) * 10) / 10;
  const features = await knownFeatures(uri, apiKey);
  const missing = features === undefined ? [] : missingFeatures(requiredFeatures, features);
  return {
    reachable: true,
    versions,
    latencyMs,
    features: features ?? null,
    missingFeatures: missing,
    problem: describeFeatureGap(missing, CORE) ?? null,
  };
}

/** Why none of several cores can be used: what one of them answered, if any did. */
function reasonOf(error: unknown): string {
  const errors = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  const answered = errors.find((one) => one instanceof CoreUnavailable);
  return answered?.reason ?? currentScope()?.coreFailure ?? 'not reachable';
}

/**
 * Requests CDI versions and paid features from the core with the API key. The first response of several cores
 * counts, because the SDK needs only one. A core without a CDI version of the SDK cannot be used.
 */
export async function pingCore(connection: CoreConnection = getEnv().core): Promise<CoreHealth> {
  try {
    return await Promise.any(coreAddresses(connection.connectionUri).map((uri) => ask(uri, connection)));
  } catch (error) {
    return { reachable: false, reason: reasonOf(error) };
  }
}
