import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { NetlifyAnswer, NetlifyEvent } from '../../scripts/netlifyRuntime.ts';
import { LambdaZip } from './lambdaZip.ts';
import { NextHandler, type PageAnswer, type PageRequest } from './nextHandler.ts';
import { startTestCore, type TestCore } from './testCore.ts';

/** The URL that scripts/netlify-build.ts builds for. */
const SITE = 'https://www.example.com';

const FUNCTIONS = '/.netlify/functions/';

export const functionNames = readdirSync('netlify/functions').map((file) => file.replace(/\.ts$/, ''));

export const zipPath = (name: string): string => join('.netlify', 'functions', `${name}.zip`);

export interface SiteRequest {
  /** With its query, if any. */
  path: string;
  method?: string;
  cookie?: string;
  headers?: Record<string, string>;
  /** An object is sent as JSON. */
  body?: string | object;
  base64?: boolean;
}

function toEvent({ path, method = 'GET', cookie, headers, body, base64 = false }: SiteRequest): NetlifyEvent {
  const text = typeof body === 'object' ? JSON.stringify(body) : body;
  return {
    rawUrl: SITE + path,
    httpMethod: method,
    headers: {
      host: new URL(SITE).host,
      'content-type': 'application/json',
      rid: 'anti-csrf',
      ...(cookie !== undefined && { cookie }),
      ...headers,
    },
    body: text === undefined ? null : base64 ? Buffer.from(text).toString('base64') : text,
    isBase64Encoded: base64,
  };
}

/** The URL of a blob of the deploy in the API of Netlify Blobs. */
const BLOB_URL = /\/deploy:[^/]+\/([\w-]+)(?:\?|$)/;

/**
 * A page that the build rendered, read from the folder of blobs that Netlify's build uploads. Nothing is
 * stored.
 */
function blobAnswer(method: string, key: string): NetlifyAnswer {
  const common = { headers: {}, cookies: [] };
  if (method !== 'GET') return { ...common, statusCode: 200, body: '' };
  const file = join('.netlify', 'deploy', 'v1', 'blobs', 'deploy', key);
  const isThere = existsSync(file);
  return { ...common, statusCode: isThere ? 200 : 404, body: isThere ? readFileSync(file, 'utf8') : '' };
}

/** The Cookie header with the cookies of a response. */
export const cookiesOf = ({ cookies }: NetlifyAnswer): string =>
  cookies.map((cookie) => cookie.split(';')[0]).join('; ');

/**
 * A deploy that runs from its artefacts: each function and the Next server in its own process, with a real
 * core.
 */
export class BuiltSite {
  readonly #zips = new Map<string, LambdaZip>();
  #core: TestCore | undefined;
  #gateway: Server | undefined;
  #next: NextHandler | undefined;

  static async start(): Promise<BuiltSite> {
    const site = new BuiltSite();
    const core = await startTestCore();
    site.#core = core;
    // No URLs: the build has fixed them.
    const env = { SUPERTOKENS_CONNECTION_URI: core.url, SUPERTOKENS_API_KEY: core.apiKey };
    for (const name of functionNames) site.#zips.set(name, new LambdaZip(zipPath(name), env));
    const gateway = await site.#openGateway();
    site.#next = new NextHandler(zipPath('___netlify-server-handler'), SITE, gateway, env);
    return site;
  }

  /** Replaces Netlify's edge for the calls of pages to functions and other pages. */
  async #openGateway(): Promise<string> {
    const server = createServer((request, response) => {
      void this.#forward(request).then(({ statusCode, headers, cookies, body }) => {
        response.writeHead(statusCode, { ...headers, 'set-cookie': cookies }).end(body);
      });
    });
    this.#gateway = server;
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async #forward(incoming: IncomingMessage): Promise<NetlifyAnswer> {
    const { url = '/', method = 'GET', headers } = incoming;
    const key = BLOB_URL.exec(url)?.[1];
    if (key !== undefined) return blobAnswer(method, key);
    if (!url.startsWith(FUNCTIONS)) {
      const sent = JSON.parse(JSON.stringify(headers)) as Record<string, string>;
      const body = ['GET', 'HEAD'].includes(method) ? {} : { body: await text(incoming) };
      const answer = await this.askPage({ path: url, method, headers: sent, ...body });
      return { statusCode: answer.status, headers: answer.headers, cookies: [], body: answer.body };
    }
    return this.callFunction({ path: url, method, ...(headers.cookie && { cookie: headers.cookie }) });
  }

  callFunction(request: SiteRequest): Promise<NetlifyAnswer> {
    const name = new URL(request.path, SITE).pathname.replace(FUNCTIONS, '').split('/')[0] ?? '';
    return this.callZip(name, request);
  }

  /** Calls a function with any path, independently of Netlify's router. */
  async callZip(name: string, request: SiteRequest): Promise<NetlifyAnswer> {
    const zip = this.#zips.get(name);
    if (zip === undefined) throw new Error(`There is no function at ${request.path}.`);
    return zip.call(toEvent(request));
  }

  page(path: string, cookie?: string): Promise<PageAnswer> {
    return this.askPage({ path, ...(cookie !== undefined && { headers: { cookie } }) });
  }

  askPage(request: PageRequest): Promise<PageAnswer> {
    if (this.#next === undefined) throw new Error('The site has not been started.');
    return this.#next.ask(request);
  }

  async close(): Promise<void> {
    for (const zip of this.#zips.values()) zip.close();
    this.#next?.close();
    this.#gateway?.closeAllConnections();
    this.#gateway?.close();
    await this.#core?.close();
  }
}
