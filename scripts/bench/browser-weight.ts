import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../browser.ts';

/**
 * KiB of JavaScript, gzipped at level 9, that a browser loads until the page is idle, including lazy parts.
 */
export async function browserWeight(url: string): Promise<number> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const sizes: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024;
  } finally {
    await browser.close();
  }
}
