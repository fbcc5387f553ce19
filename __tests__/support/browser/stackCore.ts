import { startCoreProxy, type CoreProxy } from '../coreProxy.ts';
import { startTestCore, usesAnotherCore, type TestCore } from '../testCore.ts';
import { LocalStackCore } from './localStackCore.ts';

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
  if (!usesAnotherCore()) return LocalStackCore.open();
  return AnotherCore.open();
}

/** Another core behind a proxy, which refuses connections to simulate that the core is down. */
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
    return this.#proxy.setBehavior('normal');
  }

  down(): Promise<void> {
    return this.#proxy.setBehavior('unreachable');
  }

  setClock(): void {
    throw new Error('The clock of another core cannot be set.');
  }

  async remove(): Promise<void> {
    await this.#proxy.close();
    await this.#core.close();
  }
}
