import { fork, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackZip } from './lambdaZip.ts';

export interface PageAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Calls the handler that Netlify's runtime calls, and sends what the server asks of its own site to the gateway. */
const runner = `
import http from 'node:http';
import https from 'node:https';
const { default: handler } = await import('./___netlify-server-handler.mjs');
const { SITE, GATEWAY } = process.env;
https.request = (url, ...rest) => http.request(url.replace(SITE, GATEWAY), ...rest);
const context = {
  requestId: 'test', account: { id: 'a' }, site: { id: 's', url: SITE }, deploy: { id: 'd' },
  waitUntil() {}, cookies: {}, geo: {}, ip: '127.0.0.1', params: {}, server: { region: 'test' },
};
process.on('message', async ({ path, cookie }) => {
  try {
    const headers = { host: new URL(SITE).host, ...(cookie && { cookie }) };
    const response = await handler(new Request(SITE + path, { headers, redirect: 'manual' }), context);
    const body = await response.text();
    process.send({ answer: { status: response.status, headers: Object.fromEntries(response.headers), body } });
  } catch (error) {
    process.send({ fault: String(error?.stack ?? error) });
  }
});
process.send('ready');
`;

/** The Next server as it was built for Netlify, unpacked where none of the project's files can be found. */
export class NextHandler {
  readonly #folder: string;
  readonly #env: Record<string, string>;
  readonly #remove: () => void;
  #process: ChildProcess | undefined;

  constructor(zip: string, site: string, gateway: string, env: Record<string, string>) {
    const { folder, remove } = unpackZip(zip);
    this.#folder = folder;
    this.#remove = remove;
    // Next's cache lives in Netlify Blobs; a store at this address holds nothing.
    const blobs = { siteID: 's', deployID: 'd', token: 't', edgeURL: gateway, uncachedEdgeURL: gateway };
    const context = Buffer.from(JSON.stringify({ ...blobs, primaryRegion: 'test' })).toString('base64');
    this.#env = { ...env, SITE: site, GATEWAY: gateway, NETLIFY_BLOBS_CONTEXT: context };
    writeFileSync(join(folder, 'next-runner.mjs'), runner);
  }

  async #started(): Promise<ChildProcess> {
    if (this.#process) return this.#process;
    const child = fork(join(this.#folder, 'next-runner.mjs'), {
      cwd: this.#folder,
      env: { NODE_ENV: 'production', ...this.#env },
      execArgv: [],
    });
    await new Promise((ready, fail) => {
      child.once('message', ready);
      child.once('exit', (code) => fail(new Error(`The Next handler ended with code ${String(code)}.`)));
    });
    return (this.#process = child);
  }

  /** Asks for a page. Throws what the handler throws. */
  async get(path: string, cookie?: string): Promise<PageAnswer> {
    const child = await this.#started();
    const reply = await new Promise<{ answer?: PageAnswer; fault?: string }>((resolve) => {
      child.once('message', (message) => resolve(message as { answer?: PageAnswer; fault?: string }));
      child.send({ path, cookie });
    });
    if (reply.answer === undefined) throw new Error(reply.fault);
    return reply.answer;
  }

  close(): void {
    this.#process?.kill();
    this.#remove();
  }
}
