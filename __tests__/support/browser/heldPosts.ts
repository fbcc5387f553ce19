import type { Page } from '@playwright/test';

/** Forms that have been sent, and are kept on the way until they are let go. */
interface HeldPosts {
  sent: () => number;
  letGo: () => void;
}

/** Keeps every form that a page sends to this address waiting. */
export async function holdPosts(page: Page, url: string): Promise<HeldPosts> {
  let sent = 0;
  const { promise: held, resolve: letGo } = Promise.withResolvers<undefined>();
  await page.route(url, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    sent += 1;
    await held;
    await route.continue();
  });
  return { sent: () => sent, letGo: () => letGo(undefined) };
}
