import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test';
import { pagePaths } from '../config/areas.ts';
import { LOCAL_CORE } from '../config/env/env.ts';
import { giveAdminRole, type Core } from './admin-role.ts';
import { buildApp } from './app-build.ts';
import { launchBrowser } from './browser.ts';
import { freePort } from './ports.ts';
import type { Child } from './processes.ts';
import { startLocalCore } from './localCore.ts';
import { startFront, stopAll } from './stack.ts';

/**
 * Takes screenshots of all or the named pages: `node scripts/screenshots.ts [--full] [--out FOLDER] [PAGE
 * …]`. With --full the whole page, otherwise one window. Git ignores the default folder; docs/images has
 * copies. With --landing those that the landing page shows, in their place.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'test-results/screenshots' },
    full: { type: 'boolean', default: false },
    landing: { type: 'boolean', default: false },
  },
});

/** What the landing page shows, and where it is imported from. */
const LANDING = {
  pages: ['sign-in', 'account-sessions', 'account-activity'],
  out: 'components/landing/pictures',
};

const out = resolve(import.meta.dirname, '..', values.landing ? LANDING.out : values.out);
const wanted = values.landing ? LANDING.pages : positionals;
const WIDTHS = values.landing ? [880] : [320, 768, 1280];
const HEIGHT = values.landing ? 550 : 800;
/** The pictures of the landing page are shown at less than half of their size. */
const SCALE = values.landing ? 0.9 : 1;
const THEMES = ['light', 'dark'] as const;

/** All pictures use the same data, so that a new set differs only where the design does. */
const account = { email: 'ada@example.com', password: 'correct horse 7 battery' };

interface Subject {
  path: string;
  signedIn?: true;
  /** What has to be visible before the picture is taken. */
  awaits?: string;
}

/** Areas are named by their paths: `account-password`. */
const areas = (signedIn: boolean, paths: string[]): Record<string, Subject> =>
  Object.fromEntries(
    paths.map((path) => [
      path.slice(1).replaceAll('/', '-') || 'landing',
      { path, ...(signedIn && { signedIn }) },
    ]),
  );

const subjects: Record<string, Subject> = {
  ...areas(false, pagePaths('public', 'status')),
  ...areas(true, pagePaths('signed-in', 'admin')),
  'sign-in': { path: '/auth', awaits: 'input[name="email"]' },
  'sign-up': { path: '/auth?show=signup', awaits: 'input[name="email"]' },
  'forgotten-password': { path: '/auth/reset-password', awaits: 'input[name="email"]' },
  'new-password': { path: '/auth/reset-password?token=t', awaits: 'input[name="password"]' },
  'not-found': { path: '/no-such-page' },
  'landing-ar': { path: '/ar' },
  'landing-de': { path: '/de' },

  unavailable: { path: '' },
};

function pathOf({ path }: Subject): string {
  // The 503 page is shown only right after a failure.
  return path === '' ? `/unavailable?from=%2Fsession&at=${Date.now().toString(36)}` : path;
}

/** The user is signed in with these, too. */
const OTHER_BROWSERS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0',
];

type Jar = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Signs up the user of the pictures, with access to all pages, and returns the cookies. */
async function signUp(browser: Browser, baseURL: string, env: Core): Promise<Jar> {
  const context = await browser.newContext({ baseURL });
  const formFields = Object.entries(account).map(([id, value]) => ({ id, value }));
  await context.request.post('/.netlify/functions/auth/signup', { data: { formFields } });
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`);
  await giveAdminRole(baseURL, cookies.join('; '), env);
  for (const userAgent of OTHER_BROWSERS) {
    const other = await browser.newContext({ baseURL, userAgent });
    await other.request.post('/.netlify/functions/auth/signin', { data: { formFields } });
    await other.close();
  }
  await context.request.post('/.netlify/functions/auth/signin', { data: { formFields } });
  const jar = await context.storageState();
  await context.close();
  return jar;
}

async function photograph(
  browser: Browser,
  name: string,
  subject: Subject,
  options: BrowserContextOptions,
): Promise<void> {
  for (const colorScheme of THEMES) {
    for (const width of WIDTHS) {
      const viewport = { width, height: HEIGHT };
      const context = await browser.newContext({
        ...options,
        viewport,
        colorScheme,
        reducedMotion: 'reduce',
        deviceScaleFactor: SCALE,
      });
      const page = await context.newPage();
      await page.goto(pathOf(subject), { waitUntil: 'networkidle' });
      if (subject.awaits !== undefined) await page.locator(subject.awaits).first().waitFor();
      await page.screenshot({
        path: join(
          out,
          values.landing ? `${name}-${colorScheme}.jpg` : `${name}-${width}-${colorScheme}.png`,
        ),
        fullPage: values.full,
        ...(values.landing && { type: 'jpeg', quality: 80 }),
      });
      await context.close();
    }
  }
}

async function photographAll(parts: Child[]): Promise<void> {
  const onStart = (child: Child) => parts.push(child);
  const core = await startLocalCore({ port: await freePort(), data: ':memory:', onStart });
  const env = {
    SUPERTOKENS_CONNECTION_URI: new URL(core.url).origin,
    SUPERTOKENS_API_KEY: LOCAL_CORE.apiKey,
    // The banner would be above every page.
    EMAIL_VERIFICATION: 'off',
  };
  const front = await startFront({ mode: 'production', port: await freePort(), env, onStart });
  const browser = await launchBrowser();
  try {
    const baseURL = new URL(front.url).origin;
    const storageState = await signUp(browser, baseURL, env);
    for (const [name, subject] of Object.entries(subjects)) {
      if (wanted.length === 0 || wanted.includes(name)) {
        await photograph(browser, name, subject, { baseURL, ...(subject.signedIn && { storageState }) });
      }
    }
  } finally {
    await browser.close();
  }
}

mkdirSync(out, { recursive: true });
const code = await buildApp();
const parts: Child[] = [];
if (code !== 0) process.exitCode = code;
else await photographAll(parts).finally(() => stopAll(parts));
