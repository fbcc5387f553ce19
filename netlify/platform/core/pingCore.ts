import { getEnv } from '../../../config/env/env.ts';
import type { HealthAnswer } from '../../../config/functionContract.ts';
import { CoreUnavailable } from '../http/refusal.ts';
import { currentScope } from '../http/scope.ts';

type CoreHealth = HealthAnswer['core'];

interface CoreConnection {
  connectionUri: string;
  apiKey: string;
}

async function ask(uri: string, apiKey: string): Promise<CoreHealth> {
  const begun = performance.now();
  const response = await fetch(`${uri.trim().replace(/\/$/, '')}/apiversion`, {
    headers: { 'api-key': apiKey },
  });
  if (!response.ok) throw new CoreUnavailable(`answered ${response.status}`);
  const { versions } = (await response.json()) as { versions: string[] };
  return { reachable: true, versions, latencyMs: Math.round((performance.now() - begun) * 10) / 10 };
}

/** Asks the core, with the key, what it speaks: of several the first that answers, since the SDK makes do with one. */
export async function pingCore(
  { connectionUri, apiKey }: CoreConnection = getEnv().core,
): Promise<CoreHealth> {
  try {
    return await Promise.any(connectionUri.split(';').map((uri) => ask(uri, apiKey)));
  } catch {
    return { reachable: false, reason: currentScope()?.coreFailure ?? 'not reachable' };
  }
}
