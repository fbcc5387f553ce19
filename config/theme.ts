/** The color schemes a user may choose; `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

/** The cookie with the choice. Missing for `system`. */
export const THEME_COOKIE = 'theme';

/** Path of the route that stores the choice, and the name of its form field. */
export const THEME_PATH = '/theme';
export const THEME_FIELD = 'theme';

/** Returns the theme with this name, or undefined. */
export const toTheme = (name: string | undefined): Theme | undefined =>
  THEMES.find((theme) => theme === name);
