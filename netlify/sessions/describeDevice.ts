import Bowser from 'bowser';

/** Browser and operating system, as users know them. */
export interface DeviceWords {
  browser: string | null;
  system: string | null;
}

/** The browsers that the parser knows. It takes the name of any other from the user agent. */
const KNOWN_BROWSERS = new Set([...Object.values(Bowser.BROWSER_MAP), 'Miui', 'Opera Touch']);

/** Returns the major version; undefined if the text does not begin with one. */
const majorVersion = (version = ''): string | undefined => /^\d{1,4}(?!\d)/.exec(version)?.[0];

/**
 * Names the browser and the system of a user agent. Any client can send one, and users and administrators
 * read the names: only the digits of the version come from the text itself. Browsers no longer reveal the
 * version of the system: it is frozen in the user agent.
 */
export function describeDevice(userAgent: string | undefined): DeviceWords {
  // The parser never throws.
  if (userAgent === undefined || userAgent === '') return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent);
  const isKnown = browser.name !== undefined && KNOWN_BROWSERS.has(browser.name);
  return {
    browser: isKnown ? [browser.name, majorVersion(browser.version)].filter(Boolean).join(' ') : null,
    system: os.name ?? null,
  };
}
