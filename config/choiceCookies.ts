/** How long a browser keeps what its user has chosen in a menu: the theme and the language. */
export const CHOICE_MS = 365 * 24 * 60 * 60_000;
