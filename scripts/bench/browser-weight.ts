import { gzipSync } from 'node:zlib';
import { chromium, type Browser } from '@playwright/test';

process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';

async function launch(): Promise<Browser> {
  if (process.platform !== 'linux') return await chromium.launch({ channel: 'chrome' });
  const { default: bundled } = await import('@sparticuz/chromium');
  return await chromium.launch({ executablePath: await bundled.executablePath(), args: bundled.args });
}

/** KiB of JavaScript, gzipped at level 9, that a browser loads until the page is idle, lazy parts included. */
export async function browserWeight(url: string): Promise<number> {
  const browser = await launch();
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
