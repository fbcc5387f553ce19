import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCore } from '#core';
import { LOCAL_CORE } from '../../../config/env/env.ts';
import { freePort } from '../../../scripts/ports.ts';
import { testFeatures } from '../localCore.ts';

/** A local core with a database file that remains while the core is down. */
export class LocalStackCore {
  readonly url: string;
  readonly apiKey = LOCAL_CORE.apiKey;
  readonly #port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'e2e-core-'));
  #offset = 0;
  #core: Awaited<ReturnType<typeof startCore>> | undefined;

  private constructor(port: number) {
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async open(): Promise<LocalStackCore> {
    const core = new LocalStackCore(await freePort());
    await core.up();
    return core;
  }

  async up(): Promise<void> {
    this.#core ??= await startCore({
      port: this.#port,
      data: join(this.#folder, 'core.db'),
      apiKeys: [this.apiKey],
      features: testFeatures(),
      // Keeps the hashes of the passwords, of which all users of the tests have a few.
      testing: true,
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
