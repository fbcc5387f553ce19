interface Device {
  browser: string | null;
  system: string | null;
}

/** The browser and the system of a session, as far as the browser told. */
export function deviceName({ browser, system }: Device): string {
  if (browser === null) return system === null ? 'Unknown device' : `Unknown browser on ${system}`;
  return system === null ? browser : `${browser} on ${system}`;
}
