import { getEnv } from '../../../config/env/env.ts';
import { coreAddresses } from './coreAddresses.ts';
import { fetchCoreFeatures, missingFeatures } from './coreFeatures.ts';

/** A large core counts its users to respond: neither a health check nor a sign-in may wait for that. */
const TIMEOUT_MS = 1000;

/** A license changes rarely, and sign-ins and monitors ask every few seconds. */
const KEPT_MS = 5 * 60_000;

/** How long a core that did not say is not asked again. */
const RETRY_MS = 30_000;

interface KnownFeatures {
  /** Undefined until the core has said them. */
  features: readonly string[] | undefined;
  until: number;
}

const known = new Map<string, KnownFeatures>();

/**
 * Returns the paid features of a core, asking it at most once in five minutes. While it does not say, the
 * features that it named last count.
 *
 * @returns undefined if the core has never said
 */
export async function knownFeatures(uri: string, apiKey: string): Promise<readonly string[] | undefined> {
  const now = Date.now();
  const last = known.get(uri);
  if (last !== undefined && now < last.until) return last.features;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const features = await fetchCoreFeatures({ uri, apiKey, signal }).catch(() => undefined);
  const latest = { features: features ?? last?.features, until: now + (features ? KEPT_MS : RETRY_MS) };
  known.set(uri, latest);
  return latest.features;
}

/**
 * Whether the core links accounts. It counts as unable to while it does not say, because a core without the
 * license answers 402, which would refuse every sign-in.
 */
export async function hasAccountLinking(): Promise<boolean> {
  const { connectionUri, apiKey } = getEnv().core;
  const cores = coreAddresses(connectionUri);
  const features = await Promise.all(cores.map((uri) => knownFeatures(uri, apiKey)));
  const said = features.filter((one) => one !== undefined);
  return said.length > 0 && said.every((one) => missingFeatures(['account_linking'], one).length === 0);
}

/** Asks the cores again at the next call: what they have just answered does not fit what they said. */
export function forgetFeatures(): void {
  known.clear();
}
