import { LAST_METHOD_COOKIE, RECOGNIZED_COOKIE } from '../../config/session/sessionCookies.ts';
import type { FunctionHandler } from '../../netlify/platform/createFunction.ts';
import { responseHeader, type FunctionResponse } from '../../netlify/platform/http/message.ts';
import { callFunction } from './functionCall.ts';
import type { RequestOptions } from './lambdaEvent.ts';

interface StoredCookie {
  name: string;
  value: string;
  path: string;
  httpOnly: boolean;
}

/** All Set-Cookie lines of an answer. */
export function setCookies(response: FunctionResponse): string[] {
  return Object.entries(response.multiValueHeaders ?? {})
    .filter(([name]) => name.toLowerCase() === 'set-cookie')
    .flatMap(([, values]) => values.map(String));
}

/** The body of an answer as JSON. */
export function bodyOf(response: FunctionResponse): Record<string, unknown> {
  return JSON.parse(response.body) as Record<string, unknown>;
}

/** Cookies that stay in a browser after every sign-in: who signed in there, and how. */
const OF_SIGN_INS: readonly string[] = [LAST_METHOD_COOKIE, RECOGNIZED_COOKIE];

/** A cookie jar that keeps paths and expiry as browsers do. */
export class CookieJar {
  #cookies: StoredCookie[] = [];

  /** The Cookie header of a request to this path; the longest path first. */
  header(path: string): string {
    return this.#cookies
      .filter((cookie) => `${path}/`.startsWith(cookie.path === '/' ? '/' : `${cookie.path}/`))
      .sort((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  store(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(/; */);
      const attribute = (name: string) =>
        attributes.find((part) => part.toLowerCase().split('=')[0] === name)?.split('=')[1];
      const [name = '', ...rest] = pair.split('=');
      const path = attribute('path') ?? '/';
      this.#cookies = this.#cookies.filter((cookie) => cookie.name !== name || cookie.path !== path);
      const expires = Date.parse(attribute('expires') ?? '');
      if (!(expires <= Date.now())) {
        this.#cookies.push({ name, value: rest.join('='), path, httpOnly: /; *httponly/i.test(line) });
      }
    }
  }

  /** Adds a cookie, as a script of the page or an attacker could. */
  put(name: string, value: string, path = '/'): void {
    this.store([`${name}=${value}; Path=${path}`]);
  }

  get(name: string): string | undefined {
    return this.#cookies.find((cookie) => cookie.name === name)?.value;
  }

  /** The cookies that are about an account, except for those that every sign-in leaves. */
  names(): string[] {
    const names = this.#cookies.map(({ name }) => name);
    return names.filter((name) => !OF_SIGN_INS.includes(name)).sort();
  }

  copy(): CookieJar {
    const jar = new CookieJar();
    jar.#cookies = [...this.#cookies];
    return jar;
  }
}

/** A browser with the parts that functions depend on: cookies by path, and redirects. */
export class TestBrowser {
  readonly jar: CookieJar;
  readonly #handlers: Record<string, FunctionHandler>;

  constructor(handlers: Record<string, FunctionHandler>, jar = new CookieJar()) {
    this.#handlers = handlers;
    this.jar = jar;
  }

  /**
   * Prepares a request with the current cookies. The returned function sends it.
   */
  prepare(options: RequestOptions): () => Promise<FunctionResponse> {
    const name = Object.keys(this.#handlers).find((prefix) => `${options.path}/`.startsWith(`${prefix}/`));
    const handler = this.#handlers[name ?? ''];
    if (handler === undefined) throw new Error(`no function at ${options.path}`);
    const cookie = this.jar.header(options.path);
    const headers = { ...(cookie === '' ? {} : { cookie }), ...options.headers };
    return () => callFunction(handler, { ...options, headers });
  }

  /** Sends a request with any path to the function of this name. */
  async sendTo(name: string, options: RequestOptions): Promise<FunctionResponse> {
    const handler = this.#handlers[name] ?? this.#handlers[name.split('/').slice(0, 4).join('/')];
    if (handler === undefined) throw new Error(`no function ${name}`);
    return callFunction(handler, options);
  }

  /** Sends one request without storing its cookies. */
  ask(options: RequestOptions): Promise<FunctionResponse> {
    return this.prepare(options)();
  }

  /** Another browser with a copy of the cookies. */
  copy(): TestBrowser {
    return new TestBrowser(this.#handlers, this.jar.copy());
  }

  /** Sends one request and keeps its cookies. */
  async send(options: RequestOptions): Promise<FunctionResponse> {
    const response = await this.ask(options);
    this.jar.store(setCookies(response));
    return response;
  }

  /** Follows redirects until one leads to a page. */
  async navigate(options: RequestOptions): Promise<{ page: string; visits: number; statuses: number[] }> {
    let next = options;
    const statuses: number[] = [];
    for (let visits = 1; visits <= 20; visits += 1) {
      const response = await this.send(next);
      statuses.push(response.statusCode);
      const location = responseHeader(response, 'location');
      if (location === undefined) throw new Error(`${response.statusCode} at ${next.path}: ${response.body}`);
      const url = new URL(location, 'http://localhost:8888');
      if (!url.pathname.startsWith('/.netlify/')) return { page: location, visits, statuses };
      const query = Object.fromEntries(url.searchParams);
      // A 303 is followed by a GET, other redirects keep method and body.
      next =
        response.statusCode === 303
          ? { path: url.pathname, query, ...(next.headers && { headers: next.headers }) }
          : { ...next, path: url.pathname, query };
    }
    throw new Error('redirected too often');
  }
}
