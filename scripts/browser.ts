import { chromium, type Browser, type LaunchOptions } from '@playwright/test';
import { addMachineFonts } from './browserFonts.ts';

/** Makes @sparticuz/chromium unpack its NSS libraries, so that no system package is needed. */
process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';

/** The package's own flags turn off web security and process isolation, which the tests need. */
const flags = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];

/**
 * Returns how to launch the browser: on Linux the Chromium from its npm package, elsewhere the installed
 * Chrome.
 *
 * @param args further command-line flags
 */
export async function launchOptions(args: readonly string[] = []): Promise<LaunchOptions> {
  if (process.platform !== 'linux') return { channel: 'chrome', args: [...args] };
  const { default: bundled } = await import('@sparticuz/chromium');
  addMachineFonts();
  return { executablePath: await bundled.executablePath(), args: [...flags, ...args] };
}

export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch(await launchOptions());
}
