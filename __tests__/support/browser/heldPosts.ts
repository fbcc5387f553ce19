import type { Page } from '@playwright/test';

/** Forms that have been sent and are held until they are released. */
interface HeldPosts {
  sent: () => number;
  release: () => void;
}

/** Holds all forms that a page sends to this URL. */
export async function holdPosts(page: Page, url: string): Promise<HeldPosts> {
  let sent = 0;
  const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
  await page.route(url, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    sent += 1;
    await held;
    await route.continue();
  });
  return { sent: () => sent, release: () => release(undefined) };
}
