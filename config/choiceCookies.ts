import { DAY_MS } from './durations.ts';

/** How long a browser keeps its time zone and what its user has chosen in a menu: the theme, the language. */
export const CHOICE_MS = 365 * DAY_MS;
