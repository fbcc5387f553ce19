import { parseFeatures, startCore } from '#core';

/**
 * The paid features of the local core in tests: `none` by default, like an unlicensed self-hosted core, so
 * that no test depends on a licence by accident.
 */
export const testFeatures = () => parseFeatures(process.env.TEST_CORE_FEATURES ?? 'none');

/** Starts a local core in this process, on a free port and in memory. */
export async function startLocalTestCore() {
  const apiKey = 'key-of-the-tests';
  const options = { port: 0, data: ':memory:', apiKeys: [apiKey], testing: true };
  const core = await startCore({ ...options, features: testFeatures() });
  return { url: core.url, apiKey, close: () => core.close() };
}
