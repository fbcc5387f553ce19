import {
  test as base,
  expect,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { HOP_MARKER_COOKIE } from '../../../config/session/sessionCookies.ts';
import { usesAnotherCore } from '../testCore.ts';
import { requireCoreClock, withCoreClock } from './core.ts';
import type { Stack } from './stack.ts';
import { uniqueEmail } from '../uniqueEmail.ts';
import { credentials } from '../credentials.ts';

const TWO_HOURS = 7_200_000;
const AUTH = '/.netlify/functions/auth';

interface Account {
  email: string;
  password: string;
}

export function newAccount(): Account {
  return { email: uniqueEmail(), password: 'correct horse 7 battery' };
}

async function call(context: BrowserContext, path: string, account?: Account) {
  const response = await context.request.post(AUTH + path, {
    headers: { rid: 'emailpassword', 'st-auth-mode': 'cookie' },
    data: account === undefined ? {} : credentials(account.email, account.password),
  });
  expect(response.status(), path).toBe(200);
  return response;
}

/** Signs up another user in a browser, in place of the one who is signed in. */
export async function signUpAnother(context: BrowserContext): Promise<Account> {
  const account = newAccount();
  await call(context, '/signup', account);
  return account;
}

async function accessToken(context: BrowserContext) {
  const cookie = (await context.cookies()).find(({ name }) => name === 'sAccessToken');
  if (cookie === undefined) throw new Error('no access token in the jar');
  return cookie;
}

/** A user who has signed up. `expire` restores the access token of the sign-up, which expired an hour ago. */
class SignedIn {
  readonly account: Account;
  readonly context: BrowserContext;
  readonly #others: BrowserContext[] = [];
  readonly #expired: Awaited<ReturnType<typeof accessToken>>;

  private constructor(
    context: BrowserContext,
    account: Account,
    expired: Awaited<ReturnType<typeof accessToken>>,
  ) {
    this.context = context;
    this.account = account;
    this.#expired = expired;
  }

  /**
   * Signs up through the functions; with the local core two hours ago, so that there is an expired access
   * token.
   */
  static async create(context: BrowserContext): Promise<SignedIn> {
    const account = newAccount();
    const signUp = () => call(context, '/signup', account);
    await (usesAnotherCore() ? signUp() : withCoreClock(-TWO_HOURS, signUp));
    const session = new SignedIn(context, account, await accessToken(context));
    await call(context, '/session/refresh');
    return session;
  }

  async expire(): Promise<void> {
    requireCoreClock();
    await this.context.addCookies([this.#expired]);
    // The hop's marker expires long before an access token.
    await this.context.clearCookies({ name: HOP_MARKER_COOKIE });
  }

  async #newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const browser = this.context.browser();
    if (browser === null) throw new Error('the context has no browser');
    return browser.newContext({ ...options, baseURL: process.env.E2E_BASE_URL });
  }

  /** Signs the user in with another browser. */
  async elsewhere(userAgent: string): Promise<BrowserContext> {
    const other = await this.#newContext({ userAgent });
    await call(other, '/signin', this.account);
    this.#others.push(other);
    return other;
  }

  /** Whether this password signs in, in a new browser. */
  async canSignIn(password = this.account.password): Promise<boolean> {
    const other = await this.#newContext();
    const response = await call(other, '/signin', { ...this.account, password });
    const { status } = (await response.json()) as { status: string };
    await other.close();
    return status === 'OK';
  }

  async closeOthers(): Promise<void> {
    for (const other of this.#others) await other.close();
  }

  /** Ends the session like an administrator or another device, without the browser's knowledge. */
  async endElsewhere(): Promise<void> {
    const jar = await this.context.cookies();
    await call(this.context, '/signout');
    await this.context.addCookies(jar);
  }
}

interface WorkerFixtures {
  /** The stack of this worker. */
  stack: Stack;
}

interface Fixtures {
  /** Fails the test on anything the page writes to console.error, and on any uncaught error in it. */
  quietConsole: { allow(pattern: RegExp): void };
  signedIn: SignedIn;
}

/** How long the stack may take to start on a busy machine, in milliseconds. */
const START_LIMIT_MS = 300_000;

export const test = base.extend<Fixtures, WorkerFixtures>({
  stack: [
    // Playwright reads the fixtures that this one needs from its first parameter.
    async ({}, provide, { parallelIndex }) => {
      const { startStack } = await import('./stack.ts');
      const stack = await startStack(parallelIndex);
      await provide(stack);
      await stack.stop();
    },
    { scope: 'worker', auto: true, timeout: START_LIMIT_MS },
  ],
  baseURL: async ({ stack }, provide) => {
    await provide(stack.url);
  },
  quietConsole: [
    async ({ context }, provide) => {
      const allowed: RegExp[] = [];
      const seen: string[] = [];
      const watch = (page: Page) => {
        page.on('console', (message) => {
          if (message.type() === 'error') seen.push(`${message.text()} (${message.location().url})`);
        });
        page.on('pageerror', (error) => seen.push(String(error)));
      };
      context.on('page', watch);
      await provide({ allow: (pattern) => void allowed.push(pattern) });
      expect(seen.filter((line) => !allowed.some((pattern) => pattern.test(line)))).toEqual([]);
    },
    { auto: true },
  ],
  signedIn: async ({ context }, provide) => {
    const session = await SignedIn.create(context);
    await provide(session);
    await session.closeOthers();
  },
});

export { expect };
