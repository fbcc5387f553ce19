const UNIT = { base64: '[A-Za-z0-9+/]', base64url: '[A-Za-z0-9_-]' } as const;

const patternOf = (unit: string): RegExp =>
  new RegExp(`^(?:${unit}{4})*(?:${unit}{2}(?:==)?|${unit}{3}=?)?$`);

const PATTERNS = { base64: patternOf(UNIT.base64), base64url: patternOf(UNIT.base64url) };

/** Decodes base64 as strictly as Java: padding is optional, anything else invalid returns null. */
export const decodeBase64 = (text: string, alphabet: keyof typeof PATTERNS): Buffer | null =>
  PATTERNS[alphabet].test(text) ? Buffer.from(text, alphabet) : null;
