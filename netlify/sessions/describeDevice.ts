import Bowser from 'bowser';

/** Browser and operating system, as users know them. */
export interface DeviceWords {
  browser: string | null;
  system: string | null;
}

/** Browsers no longer reveal the version of the system: it is frozen in the user agent. */
export function describeDevice(userAgent: string | undefined): DeviceWords {
  // The parser never throws.
  if (userAgent === undefined || userAgent === '') return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent);
  const major = browser.version?.split('.', 1)[0] ?? '';
  return {
    browser: browser.name ? [browser.name, major].filter(Boolean).join(' ') : null,
    system: os.name ?? null,
  };
}
