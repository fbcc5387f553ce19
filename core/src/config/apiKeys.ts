/** The API keys that a text lists, between commas. Commas at its end do not count. */
export const listedApiKeys = (value: unknown): string[] =>
  typeof value === 'string'
    ? value
        .replace(/,+$/, '')
        .split(',')
        .map((key) => key.trim())
    : [];
