import { fork, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackZip } from './lambdaZip.ts';

export interface PageRequest {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface PageAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

interface Reply {
  id: number;
  answer?: PageAnswer;
  fault?: string;
}

/** Calls the handler like Netlify's runtime, and sends requests to the site itself to the gateway. */
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
process.on('message', async ({ id, path, method, headers, body }) => {
  try {
    const sent = { method, headers: { ...headers, host: new URL(SITE).host }, body, redirect: 'manual' };
    const response = await handler(new Request(SITE + path, sent), context);
    const text = await response.text();
    const answer = { status: response.status, headers: Object.fromEntries(response.headers), body: text };
    process.send({ id, answer });
  } catch (error) {
    process.send({ id, fault: String(error?.stack ?? error) });
  }
});
process.send('ready');
`;

/** The Next server of the Netlify build, unpacked outside of the project. */
export class NextHandler {
  readonly #folder: string;
  readonly #env: Record<string, string>;
  readonly #remove: () => void;
  #process: ChildProcess | undefined;
  #lastId = 0;

  constructor(zip: string, site: string, gateway: string, env: Record<string, string>) {
    const { folder, remove } = unpackZip(zip);
    this.#folder = folder;
    this.#remove = remove;
    // Prerendered pages are in Netlify Blobs, which the gateway replaces.
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

  /** Requests a page; requests may overlap. Throws what the handler throws. */
  async ask(request: PageRequest): Promise<PageAnswer> {
    const child = await this.#started();
    const id = (this.#lastId += 1);
    const reply = await new Promise<Reply>((resolve) => {
      const listen = (message: unknown) => {
        if ((message as Reply).id !== id) return;
        child.off('message', listen);
        resolve(message as Reply);
      };
      child.on('message', listen);
      child.send({ id, method: 'GET', ...request });
    });
    if (reply.answer === undefined) throw new Error(reply.fault);
    return reply.answer;
  }

  close(): void {
    this.#process?.kill();
    this.#remove();
  }
}
