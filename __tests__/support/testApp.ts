import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

import { parseEnv } from '../../config/env/env.ts';
import type { FunctionHandler } from '../../netlify/platform/createFunction.ts';
import { setFloorWait } from '../../netlify/platform/http/floor.ts';
import { setLogSink, type RequestLine } from '../../netlify/platform/http/log.ts';
import { responseHeader, type FunctionResponse } from '../../netlify/platform/http/message.ts';
import { startCoreProxy, type CoreProxy } from './coreProxy.ts';
import type { RequestOptions } from './lambdaEvent.ts';
import { TestBrowser } from './testBrowser.ts';
import { requireLocalCore, startTestCore } from './testCore.ts';
import { uniqueEmail } from './uniqueEmail.ts';
import { credentials, PASSWORD } from './credentials.ts';

export const AUTH = '/.netlify/functions/auth';
export { USER_FUNCTION as USER } from '../../config/contracts/session.ts';
export { PROFILE_FUNCTION as PROFILE } from '../../config/contracts/profile.ts';
export { SESSIONS_FUNCTION as SESSIONS } from '../../config/contracts/sessions.ts';
export { ACTIVITY_FUNCTION as ACTIVITY } from '../../config/contracts/activity.ts';
export { HEALTH_FUNCTION as HEALTH } from '../../config/contracts/health.ts';

/** The path of each function by its name. */
export const FUNCTION_PATHS: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync('netlify/functions').map((file) => {
    const name = basename(file, '.ts');
    return [name, `/.netlify/functions/${name}`];
  }),
);

export const HOP = `${AUTH}/session/refresh/navigate`;

export { credentials, PASSWORD };

/** The functions in this process, with a real core whose clock and failures the test controls. */
export interface TestApp {
  readonly core: CoreProxy;
  readonly log: RequestLine[];
  newBrowser: () => TestBrowser;
  /** A browser in which a user has just signed up. */
  signedIn: () => Promise<TestBrowser>;
  /** The same browser two hours later, when its access token has expired. */
  expired: () => Promise<TestBrowser>;
  close: () => Promise<void>;
}

/** Each test file has its own modules, so each reads the environment and initializes SuperTokens. */
async function loadFunctions(): Promise<Record<string, FunctionHandler>> {
  const found = Object.entries(FUNCTION_PATHS).map(async ([name, path]) => {
    const loaded = (await import(`../../netlify/functions/${name}.ts`)) as { handler: FunctionHandler };
    return [path, loaded.handler] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

/** What Jest does not fake: sockets, promises and measured durations. */
const REAL: FakeableAPI[] = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
];

/**
 * Uses the real clock with fake timers: the timeouts of the functions for the core, the database and the mail
 * server pass only by `jest.advanceTimersByTime`, never because this machine is busy.
 */
export function resumeTime(): void {
  jest.useFakeTimers({ doNotFake: [...REAL, 'Date'] });
}

/** Stops the clock of the functions and the core until `passTime`. Timers are fake as well. */
export function stopTime(now = Date.now()): void {
  requireLocalCore("the test sets the core's clock");
  jest.useFakeTimers({ now, doNotFake: REAL });
}

/** Uses real timers, for a database that is down. */
export function useRealTimeouts(): void {
  jest.useFakeTimers({ now: Date.now(), doNotFake: [...REAL, 'setTimeout', 'clearTimeout'] });
}

/** Advances the clock of the functions and the core; by default, longer than an access token lives. */
export function passTime(milliseconds = 2 * 3_600_000): void {
  stopTime(Date.now() + milliseconds);
}

/** Removes the minimum time of responses, which passes in real time. */
export const removeFloors = (): void => setFloorWait(() => Promise.resolve());

/** Restores the minimum times of responses, which `startTestApp` removes. */
export const restoreFloors = (): void => setFloorWait();

/**
 * Starts a core, a proxy before it, and the functions with this environment.
 *
 * @param options.invalidEnv for tests of what the functions answer then
 * @throws EnvError that names an invalid variable, where functions only answer 500
 */
export async function startTestApp(
  env: Record<string, string> = {},
  { invalidEnv = false } = {},
): Promise<TestApp> {
  resumeTime();
  removeFloors();
  const real = await startTestCore();
  const core = await startCoreProxy(real.url);
  Object.assign(process.env, {
    SUPERTOKENS_CONNECTION_URI: core.url,
    SUPERTOKENS_API_KEY: real.apiKey,
    // Without a database, no session could do anything.
    SECOND_FACTOR: 'off',
    ...env,
  });
  if (!invalidEnv) parseEnv(process.env);
  const log: RequestLine[] = [];
  setLogSink((line) => log.push(JSON.parse(line) as RequestLine));
  const handlers = await loadFunctions();

  const newBrowser = () => new TestBrowser(handlers);
  const signedIn = async () => {
    const browser = newBrowser();
    const response = await signUp(browser);
    if (!response.body.includes('"status":"OK"')) throw new Error(`sign-up failed: ${response.body}`);
    return browser;
  };
  return {
    core,
    log,
    newBrowser,
    signedIn,
    expired: async () => {
      const browser = await signedIn();
      passTime();
      return browser;
    },
    close: async () => {
      jest.useRealTimers();
      setLogSink();
      setFloorWait();
      await core.close();
      await real.close();
    },
  };
}

/**
 * Starts an app before the tests of a file or block, and closes it after them.
 *
 * @param start for instance `startTestApp`
 * @returns the app, for hooks and tests; it has no properties before they run
 */
export function setUpTestApp<App extends TestApp>(start: () => Promise<App>): App {
  const app = {} as App;
  beforeAll(async () => {
    Object.assign(app, await start());
  });
  afterAll(() => app.close());
  return app;
}

/** Additional options of a request. */
export type Sender = Pick<RequestOptions, 'headers'>;

export async function signUp(
  browser: TestBrowser,
  email = uniqueEmail(),
  sender: Sender = {},
): Promise<FunctionResponse> {
  return browser.send({ method: 'POST', path: `${AUTH}/signup`, body: credentials(email), ...sender });
}

/** The code of an error response. */
export function errorCode(response: FunctionResponse): string | undefined {
  const body = JSON.parse(response.body) as { error?: { code: string } };
  return body.error?.code;
}

export function location(response: FunctionResponse): string | undefined {
  return responseHeader(response, 'location');
}
