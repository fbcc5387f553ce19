/** Characters that Java's trim takes away: the control characters and the space, but no other white space. */
const MARGINS = /^[\u0000-\u0020]+|[\u0000-\u0020]+$/g;

/** Trims as the real core does. */
export const trim = (text: string): string => text.replace(MARGINS, '');
