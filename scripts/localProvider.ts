import { join } from 'node:path';
import { parseEnv } from '../config/env/env.ts';
import { providerName, toProviderId } from '../config/signInMethods.ts';
import { assertFree } from './ports.ts';
import { CODE_CACHE, start } from './processes.ts';
import { untilReady } from './readiness.ts';
import type { Options } from './serveOptions.ts';
import { awaitedLater, recorder, type OnStart, type Part, type PartOptions, type Served } from './stack.ts';

const MAIN = join(import.meta.dirname, 'openid-provider', 'main.ts');

const READY = /^OpenID provider ready at /;

interface ProviderOptions extends PartOptions {
  port: number;
}

/**
 * Starts the OpenID provider of scripts/openid-provider, in which a developer chooses who signs in, and waits
 * until it is ready. Throws StackError.
 */
export async function startLocalProvider({ port, onStart, print }: ProviderOptions): Promise<Part> {
  const { output, onLine } = recorder(print);
  const child = start('sign-in provider', [process.execPath, MAIN, String(port)], {
    onLine,
    env: CODE_CACHE,
  });
  onStart(child);
  await untilReady(child, output, () => output.some((line) => READY.test(line)));
  return { ...child, url: `http://127.0.0.1:${port}` };
}

/** The providers that have no client of their own on this machine. */
function missingProviders(): string[] {
  const { signInMethods, social } = parseEnv(process.env);
  return signInMethods.flatMap((method) => {
    const provider = toProviderId(method);
    return provider === undefined || social[provider] !== undefined ? [] : [providerName(provider)];
  });
}

/**
 * Starts the local provider of `npm run dev` if it has to stand in for one.
 *
 * @throws PortInUseError
 */
export async function serveLocalProvider({ providerPort }: Options, onStart: OnStart): Promise<Served> {
  const missing = missingProviders();
  if (missing.length === 0) return { env: {}, row: 'providers of SIGN_IN_METHODS' };
  await assertFree(providerPort, 'the sign-in provider', '--provider-port');
  const url = `http://127.0.0.1:${providerPort}`;
  return {
    ready: awaitedLater(startLocalProvider({ port: providerPort, onStart })),
    env: { LOCAL_PROVIDER_URL: url },
    row: `${url} (stands in for ${missing.join(', ')})`,
  };
}
