import Bowser from 'bowser';

/** A browser and the system it runs on, as its owner would call them. */
export interface DeviceWords {
  browser: string | null;
  system: string | null;
}

/** Browsers no longer tell the version of a system: what stands there is the last one that they admitted to. */
export function deviceInWords(userAgent: string | undefined): DeviceWords {
  // The parser throws at nothing.
  if (userAgent === undefined || userAgent === '') return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent);
  const major = browser.version?.split('.', 1)[0] ?? '';
  return {
    browser: browser.name ? [browser.name, major].filter(Boolean).join(' ') : null,
    system: os.name ?? null,
  };
}
