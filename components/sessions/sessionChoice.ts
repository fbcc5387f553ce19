/** The field by which the buttons of the sessions page say what to end. */
export const SESSION_FIELD = 'session';

/** What it holds for all sessions but this one; no handle of the core's looks like it. */
export const ALL_OTHERS = '*';

/** What it holds for all sessions, this one too. */
export const EVERYWHERE = '**';
