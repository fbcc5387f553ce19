interface Device {
  browser: string | null;
  system: string | null;
}

/** Names the browser and the operating system of a session, as far as they are known. */
export function deviceName({ browser, system }: Device): string {
  if (browser === null) return system === null ? 'Unknown device' : `Unknown browser on ${system}`;
  return system === null ? browser : `${browser} on ${system}`;
}
