import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

import type { FunctionHandler } from '../../netlify/platform/createFunction.ts';
import { setFloorWait } from '../../netlify/platform/http/floor.ts';
import { setLogSink, type RequestLine } from '../../netlify/platform/http/log.ts';
import { responseHeader, type FunctionResponse } from '../../netlify/platform/http/message.ts';
import { startCoreProxy, type CoreProxy } from './coreProxy.ts';
import type { RequestOptions } from './lambdaEvent.ts';
import { TestBrowser } from './testBrowser.ts';
import { requireLocalCore, startTestCore } from './testCore.ts';

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

export const PASSWORD = 'correct horse 1';

/** The functions, in a process of their own, before a real core whose clock and health the test sets. */
export interface TestApp {
  readonly core: CoreProxy;
  readonly log: RequestLine[];
  newBrowser: () => TestBrowser;
  /** A browser in which a user has just signed up. */
  signedIn: () => Promise<TestBrowser>;
  /** The same two hours later, when the access token has run out. */
  expired: () => Promise<TestBrowser>;
  close: () => Promise<void>;
}

/**
 * Every test file has modules of its own, so the environment is read and SuperTokens initialised afresh in
 * each.
 */
async function loadFunctions(): Promise<Record<string, FunctionHandler>> {
  const found = Object.entries(FUNCTION_PATHS).map(async ([name, path]) => {
    const loaded = (await import(`../../netlify/functions/${name}.ts`)) as { handler: FunctionHandler };
    return [path, loaded.handler] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

/** What goes on by itself, whatever else stands still: sockets, promises, and how long things really take. */
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
 * Lets the clock go on, and takes the limits of the functions away: their patience with the core, the stores
 * and the mail server ends when `jest.advanceTimersByTime` says so, and never because this machine is busy.
 */
export function resumeTime(): void {
  jest.useFakeTimers({ doNotFake: [...REAL, 'Date'] });
}

/**
 * Stops the clock, for the functions and for the core, until time is made to pass. The limits are away all
 * the same.
 */
export function stopTime(now = Date.now()): void {
  requireLocalCore("the test sets the core's clock");
  jest.useFakeTimers({ now, doNotFake: REAL });
}

/** Gives the limits back, for a database that is down. */
export function letLimitsRun(): void {
  jest.useFakeTimers({ now: Date.now(), doNotFake: [...REAL, 'setTimeout', 'clearTimeout'] });
}

/**
 * Lets time pass, for the functions and for the core: longer than an access token lives unless told
 * otherwise.
 */
export function passTime(milliseconds = 2 * 3_600_000): void {
  stopTime(Date.now() + milliseconds);
}

/** Lets every answer come as soon as it is there: the shortest times that answers take run in real time. */
export const removeFloors = (): void => setFloorWait(() => Promise.resolve());

/**
 * Gives answers the shortest times of production back, which `startTestApp` removes, for a test of
 * them.
 */
export const restoreFloors = (): void => setFloorWait();

/** Starts a core, a proxy before it, and the functions with this environment. */
export async function startTestApp(env: Record<string, string> = {}): Promise<TestApp> {
  resumeTime();
  removeFloors();
  const real = await startTestCore();
  const core = await startCoreProxy(real.url);
  Object.assign(process.env, {
    SUPERTOKENS_CONNECTION_URI: core.url,
    SUPERTOKENS_API_KEY: real.apiKey,
    ...env,
  });
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

export function credentials(email: string, password = PASSWORD) {
  return {
    formFields: [
      { id: 'email', value: email },
      { id: 'password', value: password },
    ],
  };
}

/** What a request may have besides, in whose place a test stands. */
export type Sender = Pick<RequestOptions, 'headers'>;

export async function signUp(
  browser: TestBrowser,
  email = `${randomUUID()}@example.com`,
  sender: Sender = {},
): Promise<FunctionResponse> {
  return browser.send({ method: 'POST', path: `${AUTH}/signup`, body: credentials(email), ...sender });
}

/** The code of a refusal of ours. */
export function errorCode(response: FunctionResponse): string | undefined {
  const body = JSON.parse(response.body) as { error?: { code: string } };
  return body.error?.code;
}

export function location(response: FunctionResponse): string | undefined {
  return responseHeader(response, 'location');
}
