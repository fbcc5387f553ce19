import { fork, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { generate } from 'selfsigned';

const FUNCTIONS_HOST = 'api.site.test';
const FRONT_END_HOST = 'www.shop.test';
const OTHER_SITE_HOST = 'www.evil.test';

interface Tls {
  key: string;
  cert: string;
}

async function makeTls(): Promise<Tls> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'site.test' }]);
  return { key, cert };
}

async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'frontEndPage.ts')],
    bundle: true,
    write: false,
    format: 'iife',
  });
  return outputFiles[0]?.text ?? '';
}

function servePages(tls: Tls, script: string): Promise<Server> {
  const server = createServer(tls, (request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>Shop</title><script src="/page.js"></script>');
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

function startFunctions(
  tls: Tls,
  env: Record<string, string>,
): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(join(import.meta.dirname, 'functionsOverTls.ts'), { env: { ...process.env, ...env } });
  child.send(tls);
  return new Promise((resolve, reject) => {
    child.once('message', (port) => resolve({ child, port: Number(port) }));
    child.once('exit', (code) => reject(new Error(`The functions ended with code ${String(code)}.`)));
  });
}

/** The functions, a front end and pages of another site at three domains, all over TLS. */
export class SeparateFrontEnd {
  readonly api: string;
  readonly origin: string;
  readonly otherSite: string;
  readonly #pages: Server;
  readonly #functions: ChildProcess;

  private constructor(pages: Server, functions: ChildProcess, api: string) {
    const { port } = pages.address() as AddressInfo;
    this.#pages = pages;
    this.#functions = functions;
    this.api = api;
    this.origin = `https://${FRONT_END_HOST}:${port}`;
    this.otherSite = `https://${OTHER_SITE_HOST}:${port}`;
  }

  /** @param core address of the core behind the functions */
  static async start(core: string): Promise<SeparateFrontEnd> {
    const tls = await makeTls();
    const pages = await servePages(tls, await pageScript());
    const { port: pagesPort } = pages.address() as AddressInfo;
    const { child, port } = await startFunctions(tls, {
      CONTEXT: 'production',
      FUNCTIONS_HOST,
      WEBSITE_DOMAIN: `https://${FRONT_END_HOST}:${pagesPort}`,
      SUPERTOKENS_CONNECTION_URI: core,
      SUPERTOKENS_API_KEY: process.env.E2E_CORE_API_KEY ?? '',
      // These functions have no database.
      SECOND_FACTOR: 'off',
    });
    return new SeparateFrontEnd(pages, child, `https://${FUNCTIONS_HOST}:${port}`);
  }

  close(): void {
    this.#functions.removeAllListeners('exit').kill();
    this.#pages.closeAllConnections();
    this.#pages.close();
  }
}
