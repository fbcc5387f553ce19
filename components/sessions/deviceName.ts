import type { Translator } from '../ui/translations';

interface Device {
  browser: string | null;
  system: string | null;
}

/** Names the browser and the operating system of a session, as far as they are known. */
export function deviceName({ browser, system }: Device, t: Translator<'sessions'>): string {
  if (browser === null) return system === null ? t('device.unknown') : t('device.unknownBrowser', { system });
  return system === null ? browser : t('device.full', { browser, system });
}
