import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type BrowserContext } from '@playwright/test';
import { HOP_MARKER_COOKIE } from '../../config/session/sessionCookies.ts';
import { launchOptions } from '../../scripts/browser.ts';
import { startJitter } from '../support/browser/jitter.ts';
import { expect, test } from '../support/browser/test.ts';

/** Decision 018 was measured with TAB_ROUNDS=500; TAB_SEED allows measuring in parts. */
const ROUNDS = Number(process.env.TAB_ROUNDS ?? 12);
const MAX_JITTER_MS = 500;

const PAGES = ['/session', '/account', '/account/sessions', '/account/password', '/account/activity?tab=1'];

/** Numbers between 0 and 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Opens pages in separate tabs, one after the other, and returns the final URL of each. */
async function openTabs(context: BrowserContext, paths: string[], pauseMs: () => number): Promise<string[]> {
  const tabs = await Promise.all(paths.map(() => context.newPage()));
  const ended = tabs.map(async (tab, index) => {
    await delay(pauseMs());
    await tab.goto(paths[index] ?? '', { waitUntil: 'commit' });
    const { pathname, search } = new URL(tab.url());
    return pathname + search;
  });
  const urls = await Promise.all(ended);
  await Promise.all(tabs.map((tab) => tab.close()));
  return urls;
}

test('no tab of those opened at once ends at the sign-in page, however late the responses arrive', async ({
  signedIn,
  baseURL,
}) => {
  test.setTimeout(ROUNDS * 60_000);
  const random = seeded(Number(process.env.TAB_SEED ?? 1));
  let jitterMs = 0;
  const front = new URL(baseURL ?? '');
  const network = await startJitter(Number(front.port), () => random() * jitterMs);
  const rules = `--host-resolver-rules=MAP ${front.host} 127.0.0.1:${network.port}`;
  const browser = await chromium.launch(await launchOptions([rules]));
  try {
    const context = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
    await context.addCookies(await signedIn.context.cookies());
    await signedIn.expire();
    const expired = (await signedIn.context.cookies()).filter(({ name }) => name === 'sAccessToken');
    for (let round = 0; round < ROUNDS; round += 1) {
      jitterMs = random() * MAX_JITTER_MS;
      await context.addCookies(expired);
      await context.clearCookies({ name: HOP_MARKER_COOKIE });
      const count = 2 + Math.floor(random() * 9);
      const paths = Array.from({ length: count }, () => PAGES[Math.floor(random() * PAGES.length)] ?? '/');
      const urls = await openTabs(context, paths, () => random() * jitterMs);
      expect(urls, `round ${round}, ${jitterMs} ms`).toEqual(paths);
    }
  } finally {
    await browser.close();
    network.close();
  }
});
