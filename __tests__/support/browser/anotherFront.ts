import { freePort } from '../../../scripts/ports.ts';
import type { Child } from '../../../scripts/processes.ts';
import { startFront, stopAll } from '../../../scripts/stack.ts';

/**
 * Another front with the same core and inbox, with other settings or with the sources instead of the
 * build.
 */
export class AnotherFront {
  readonly url: string;
  readonly #parts: Child[];

  private constructor(url: string, parts: Child[]) {
    this.url = url;
    this.#parts = parts;
  }

  static async start(
    env: Record<string, string>,
    mode: 'dev' | 'production' = 'production',
  ): Promise<AnotherFront> {
    const { E2E_CORE_URL: core = '', E2E_SMTP_PORT: smtpPort = '' } = process.env;
    const parts: Child[] = [];
    const { url } = await startFront({
      mode,
      port: await freePort(),
      env: {
        SUPERTOKENS_CONNECTION_URI: core,
        SUPERTOKENS_API_KEY: process.env.E2E_CORE_API_KEY ?? '',
        THROTTLE_TRIES_PER_MINUTE: '100000',
        SMTP_HOST: '127.0.0.1',
        SMTP_PORT: smtpPort,
        ...env,
      },
      onStart: (child) => parts.push(child),
    });
    return new AnotherFront(url.replace(/\/$/, ''), parts);
  }

  stop(): Promise<void> {
    return stopAll(this.#parts);
  }
}
