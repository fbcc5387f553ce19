import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { LambdaZip, type LambdaAnswer } from './lambdaZip.ts';
import { NextHandler, type PageAnswer, type PageRequest } from './nextHandler.ts';
import { startTestCore, type TestCore } from './testCore.ts';

/** The address that scripts/netlify-build.ts fixes in what it builds. */
const SITE = 'https://www.example.com';

const FUNCTIONS = '/.netlify/functions/';

export const functionNames = readdirSync('netlify/functions').map((file) => file.replace(/\.ts$/, ''));

export const zipPath = (name: string): string => join('.netlify', 'functions', `${name}.zip`);

export interface SiteRequest {
  path: string;
  method?: string;
  cookie?: string;
  body?: unknown;
}

function toEvent({ path, method = 'GET', cookie, body }: SiteRequest) {
  const url = new URL(path, SITE);
  const headers: Record<string, string> = {
    host: url.host,
    'content-type': 'application/json',
    rid: 'anti-csrf',
    ...(cookie !== undefined && { cookie }),
  };
  return {
    path: url.pathname,
    httpMethod: method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: Object.fromEntries(url.searchParams),
    multiValueQueryStringParameters: {},
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
    rawUrl: url.href,
    rawQuery: url.search.slice(1),
  };
}

/** The address of a blob that belongs to the deploy, in the API of Netlify Blobs. */
const BLOB_URL = /\/deploy:[^/]+\/([\w-]+)(?:\?|$)/;

/** A page that the build rendered, from where Netlify's build puts what it uploads as blobs. Nothing is stored. */
function blobAnswer(method: string, key: string): LambdaAnswer {
  if (method !== 'GET') return { statusCode: 200, body: '' };
  const file = join('.netlify', 'deploy', 'v1', 'blobs', 'deploy', key);
  const isThere = existsSync(file);
  return { statusCode: isThere ? 200 : 404, body: isThere ? readFileSync(file, 'utf8') : '' };
}

/** The cookies that an answer sets, as the browser sends them back. */
export function cookiesOf(answer: LambdaAnswer): string {
  const set = answer.multiValueHeaders?.['Set-Cookie'] ?? answer.multiValueHeaders?.['set-cookie'] ?? [];
  return set.map((cookie) => cookie.split(';')[0]).join('; ');
}

/** A deploy out of its artefacts: every function and the Next server in a process of its own, before a real core. */
export class BuiltSite {
  readonly #zips = new Map<string, LambdaZip>();
  #core: TestCore | undefined;
  #gateway: Server | undefined;
  #next: NextHandler | undefined;

  static async start(): Promise<BuiltSite> {
    const site = new BuiltSite();
    const core = await startTestCore();
    site.#core = core;
    // Nothing about addresses: what the build fixed has to do.
    const env = { SUPERTOKENS_CONNECTION_URI: core.url, SUPERTOKENS_API_KEY: core.apiKey };
    for (const name of functionNames) site.#zips.set(name, new LambdaZip(zipPath(name), name, env));
    const gateway = await site.#openGateway();
    site.#next = new NextHandler(zipPath('___netlify-server-handler'), SITE, gateway, env);
    return site;
  }

  /** Stands for Netlify's edge where a page calls a function or another page. */
  async #openGateway(): Promise<string> {
    const server = createServer((request, response) => {
      void this.#forward(request).then(({ statusCode, headers, body }) => {
        response.writeHead(statusCode, headers).end(body);
      });
    });
    this.#gateway = server;
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async #forward(incoming: IncomingMessage): Promise<LambdaAnswer> {
    const { url = '/', method = 'GET', headers } = incoming;
    const key = BLOB_URL.exec(url)?.[1];
    if (key !== undefined) return blobAnswer(method, key);
    if (!url.startsWith(FUNCTIONS)) {
      const sent = JSON.parse(JSON.stringify(headers)) as Record<string, string>;
      const body = ['GET', 'HEAD'].includes(method) ? {} : { body: await text(incoming) };
      const answer = await this.askPage({ path: url, method, headers: sent, ...body });
      return { statusCode: answer.status, headers: answer.headers, body: answer.body };
    }
    return this.callFunction({ path: url, method, ...(headers.cookie && { cookie: headers.cookie }) });
  }

  callFunction(request: SiteRequest): Promise<LambdaAnswer> {
    const name = new URL(request.path, SITE).pathname.replace(FUNCTIONS, '').split('/')[0] ?? '';
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
