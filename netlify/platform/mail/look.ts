/**
 * The colors of mails. They repeat the tokens of the same names in public/tokens.css, because mail programs
 * do not support custom properties; a test compares them.
 */
export const LIGHT = {
  background: '#eef1f5',
  surface: '#ffffff',
  foreground: '#0f1730',
  soft: '#475069',
  line: '#c9d1de',
  primary: '#16339a',
  onPrimary: '#ffffff',
  link: '#16339a',
} as const;

/** In a dark mail the button and the header keep their colors. */
export const DARK = {
  background: '#0b1020',
  surface: '#141b31',
  foreground: '#e8ecf7',
  soft: '#a8b2cb',
  line: '#2b3553',
  link: '#a3b8ff',
} as const;

/** Fonts that the reader's machine has: most mail programs load no others. */
export const FONT = `system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif`;
