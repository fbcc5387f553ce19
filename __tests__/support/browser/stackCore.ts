import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCore } from '#core';
import { LOCAL_CORE } from '../../../config/env/env.ts';
import { freePort } from '../../../scripts/ports.ts';
import { startCoreProxy, type CoreProxy } from '../coreProxy.ts';
import { startTestCore, testFeatures, usesAnotherCore, type TestCore } from '../testCore.ts';

/** The core of the browser tests. It can be taken down and brought back with the same data. */
export interface StackCore {
  readonly url: string;
  readonly apiKey: string;
  up: () => Promise<void>;
  down: () => Promise<void>;
  /** Sets the core's clock apart from this machine's, in milliseconds. Throws if it is not the local core. */
  setClock: (offset: number) => void;
  remove: () => Promise<void>;
}

/** Starts a local core on a file, or connects to the core that `TEST_CORE_URI` names. */
export async function openStackCore(): Promise<StackCore> {
  if (usesAnotherCore()) return AnotherCore.open();
  const core = new LocalCore(await freePort());
  await core.up();
  return core;
}

class LocalCore implements StackCore {
  readonly url: string;
  readonly apiKey = LOCAL_CORE.apiKey;
  readonly #port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'e2e-core-'));
  #offset = 0;
  #core: Awaited<ReturnType<typeof startCore>> | undefined;

  constructor(port: number) {
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  async up(): Promise<void> {
    this.#core ??= await startCore({
      port: this.#port,
      data: join(this.#folder, 'core.db'),
      apiKeys: [this.apiKey],
      features: testFeatures(),
      clock: { now: () => Date.now() + this.#offset },
    });
  }

  async down(): Promise<void> {
    await this.#core?.close();
    this.#core = undefined;
  }

  setClock(offset: number): void {
    this.#offset = offset;
  }

  async remove(): Promise<void> {
    await this.down();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Another core behind a proxy, which refuses connections while the core is to be down. */
class AnotherCore implements StackCore {
  readonly url: string;
  readonly apiKey: string;
  readonly #core: TestCore;
  readonly #proxy: CoreProxy;

  private constructor(core: TestCore, proxy: CoreProxy) {
    this.#core = core;
    this.#proxy = proxy;
    this.url = proxy.url;
    this.apiKey = core.apiKey;
  }

  static async open(): Promise<AnotherCore> {
    const core = await startTestCore();
    return new AnotherCore(core, await startCoreProxy(core.url));
  }

  up(): Promise<void> {
    return this.#proxy.setMood('well');
  }

  down(): Promise<void> {
    return this.#proxy.setMood('refused');
  }

  setClock(): void {
    throw new Error('The clock of another core cannot be set.');
  }

  async remove(): Promise<void> {
    await this.#proxy.close();
    await this.#core.close();
  }
}
