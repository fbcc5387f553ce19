import { startCore } from '../../src/index.ts';
import type { Core, CoreOptions } from '../../src/index.ts';
import type { Clock } from '../../src/clock.ts';

/** A clock that tests advance. */
class TestClock implements Clock {
  #now: number;

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** Response members that tests use. A missing one fails the test that needs it. */
export interface AnswerBody {
  readonly status: string;
  readonly message: string;
  /** The body of a response that is not JSON, without the final line break. */
  readonly text: string;
  readonly token: string;
  readonly jwt: string;
  readonly recipeUserId: string;
  readonly user: { readonly id: string; readonly timeJoined: number };
  readonly users: readonly { readonly id: string }[];
  readonly session: { readonly handle: string };
  readonly accessToken: { readonly token: string; readonly expiry: number; readonly createdTime: number };
  readonly refreshToken: { readonly token: string; readonly expiry: number };
  readonly antiCsrfToken: string;
  readonly keys: readonly { readonly kid: string }[];
  readonly nextPaginationToken: string | undefined;
  readonly [part: string]: unknown;
}

export interface Reply {
  readonly status: number;
  readonly body: AnswerBody;
  readonly headers: Headers;
}

export interface TestCore extends Core {
  readonly clock: TestClock;
  /** Sends a request; a body other than text is sent as JSON. */
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Reply>;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Starts a core in memory on a free port. Errors that it logs fail the test. */
export async function startTestCore(options: Partial<CoreOptions> = {}): Promise<TestCore> {
  const clock = new TestClock();
  const core = await startCore({
    port: 0,
    data: ':memory:',
    clock,
    testing: true,
    log: {
      error: (message, cause) => {
        console.error(message, cause);
      },
    },
    ...options,
  });
  return { ...core, clock, call: (...args) => callCore(core.url, ...args) };
}

interface RestartableCore extends TestCore {
  /** Closes the core, and starts another one in its place. */
  readonly restart: (options: Partial<CoreOptions>) => Promise<void>;
}

/**
 * Starts a core before each test of the file or the describe block that calls this, and closes it afterwards.
 *
 * @returns the core of the test that runs; empty outside of tests
 */
export function setUpTestCore(options: Partial<CoreOptions> = {}): RestartableCore {
  const core = {} as RestartableCore;
  const start = async (some: Partial<CoreOptions>) => {
    Object.assign(core, await startTestCore(some));
  };
  const restart: RestartableCore['restart'] = async (others) => {
    await core.close();
    await start(others);
  };
  Object.assign(core, { restart });
  beforeEach(() => start(options));
  afterEach(() => core.close());
  return core;
}

/** Creates a user with a password, and returns their id. */
export async function signUpIn(core: TestCore, email: string, prefix = ''): Promise<string> {
  const { body } = await core.call('POST', `${prefix}/recipe/signup`, { email, password: 'secret' });
  return body.user.id;
}

export async function callCore(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const response = await fetch(url + path, {
    method,
    headers: { 'cdi-version': '5.4', 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    body: (isJson ? JSON.parse(text) : { text: text.trimEnd() }) as AnswerBody,
    headers: response.headers,
  };
}
