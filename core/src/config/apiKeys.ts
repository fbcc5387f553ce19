/** Splits a comma-separated list of API keys. Trailing commas are ignored. */
export const listedApiKeys = (value: unknown): string[] =>
  typeof value === 'string'
    ? value
        .replace(/,+$/, '')
        .split(',')
        .map((key) => key.trim())
    : [];
