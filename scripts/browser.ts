import { chromium, type Browser } from '@playwright/test';

/** Makes @sparticuz/chromium unpack the NSS libraries that it brings. */
process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';

/** The package's own flags run everything in one process, which ends with the first page that is closed. */
const flags = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];

/** On Linux the Chromium that ships inside its npm package; elsewhere the Chrome that is installed. */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== 'linux') return await chromium.launch({ channel: 'chrome' });
  const { default: bundled } = await import('@sparticuz/chromium');
  return await chromium.launch({ executablePath: await bundled.executablePath(), args: flags });
}
