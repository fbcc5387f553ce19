import { randomBytes } from 'node:crypto';
import { startLocalTestCore } from './localCore.ts';

/** The core that tests use. */
export interface TestCore {
  readonly url: string;
  readonly apiKey: string;
  close: () => Promise<void>;
}

/** Whether the tests use the core of `TEST_CORE_URI` and `TEST_CORE_API_KEY` instead of the local one. */
export const usesAnotherCore = (): boolean => (process.env.TEST_CORE_URI ?? '') !== '';

/** A test that only the local core can run. It is skipped and counted. */
class NeedsLocalCoreError extends Error {
  override readonly name = 'NeedsLocalCoreError';
}

/**
 * Skips the current test, or all tests of a hook, if they use another core.
 *
 * @param reason why the test needs the local core
 */
export function requireLocalCore(reason: string): void {
  if (usesAnotherCore()) throw new NeedsLocalCoreError(`needs the local core: ${reason}`);
}

let sharesApp = false;

/** Skips the current test if other tests use the same app, because the core has no licence for more. */
export function requireOwnApp(): void {
  if (sharesApp)
    throw new NeedsLocalCoreError('needs an app of its own: other tests change its users and roles');
}

/**
 * Starts a local core. With another core, creates an app of its own there, so that tests do not see each
 * other's users; a core without a licence has one app, which all tests share.
 */
export async function startTestCore(): Promise<TestCore> {
  if (!usesAnotherCore()) return startLocalTestCore();
  return openApp((process.env.TEST_CORE_URI ?? '').replace(/\/$/, ''), process.env.TEST_CORE_API_KEY ?? '');
}

const PAYMENT_REQUIRED = 402;

async function openApp(core: string, apiKey: string): Promise<TestCore> {
  const appId = `test-${randomBytes(6).toString('hex')}`;
  const send = (method: string, path: string) =>
    fetch(core + path, {
      method,
      headers: { 'content-type': 'application/json', 'cdi-version': '5.4', 'api-key': apiKey },
      body: JSON.stringify({ appId }),
    });
  const created = await send('PUT', '/recipe/multitenancy/app/v2');
  sharesApp = created.status === PAYMENT_REQUIRED;
  if (sharesApp) return { url: core, apiKey, close: () => Promise.resolve() };
  if (!created.ok) throw new Error(`TEST_CORE_URI refused an app: ${created.status} ${await created.text()}`);
  return {
    url: `${core}/appid-${appId}`,
    apiKey,
    close: async () => {
      await send('POST', '/recipe/multitenancy/app/remove');
    },
  };
}
