import { parseFeatures, startCore } from '#core';

type Feature = ReturnType<typeof parseFeatures> extends ReadonlySet<infer Name> ? Name : never;

/** The license of the core of this test file, which {@link setTestFeatures} changes. */
const license = new Set<Feature>();

/**
 * Sets the paid features of the local core: `none` by default, like an unlicensed self-hosted core, so that
 * no test depends on a license by accident. A running core has them at once.
 */
export function setTestFeatures(names: string): void {
  license.clear();
  for (const name of parseFeatures(names)) license.add(name);
}

/** The paid features with which local cores of tests begin. */
export const testFeatures = () => parseFeatures(process.env.TEST_CORE_FEATURES ?? 'none');

/** Starts a local core in this process, on a free port and in memory. */
export async function startLocalTestCore() {
  setTestFeatures(process.env.TEST_CORE_FEATURES ?? 'none');
  const apiKey = 'key-of-the-tests';
  const options = { port: 0, data: ':memory:', apiKeys: [apiKey], testing: true };
  const core = await startCore({ ...options, features: license });
  return { url: core.url, apiKey, close: () => core.close() };
}
