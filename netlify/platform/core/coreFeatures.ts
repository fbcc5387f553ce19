import * as z from 'zod';

/** `GET /ee/featureflag` of a core. */
const featureFlags = z.lazy(() => z.object({ status: z.literal('OK'), features: z.array(z.string()) }));

interface CoreRequest {
  uri: string;
  apiKey: string;
  signal?: AbortSignal;
}

/**
 * Asks a core which paid features its licence includes. A core without a licence has none and answers 402 to
 * requests that need one.
 *
 * @param request address of one core without a slash at the end, API key, and the signal that ends the
 *   request
 * @returns undefined if the core does not say: it is too old, or it failed
 * @throws TypeError if it cannot be reached, and the reason of `signal`
 */
export async function fetchCoreFeatures({
  uri,
  apiKey,
  signal,
}: CoreRequest): Promise<readonly string[] | undefined> {
  const response = await fetch(`${uri}/ee/featureflag`, {
    headers: { 'api-key': apiKey },
    redirect: 'manual',
    ...(signal && { signal }),
  });
  const body: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  return featureFlags.safeParse(body).data?.features;
}

/** The features that a core lacks. Multi-factor authentication includes account linking. */
export function missingFeatures(required: readonly string[], available: readonly string[]): string[] {
  const has = new Set(available.includes('mfa') ? [...available, 'account_linking'] : available);
  return required.filter((feature) => !has.has(feature));
}
