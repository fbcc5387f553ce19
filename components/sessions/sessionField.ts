/** Field name of the buttons of the sessions page: a session handle, or one of the values below. */
export const SESSION_FIELD = 'session';

/** Ends all sessions except the current one. Session handles never look like this. */
export const ALL_OTHER_SESSIONS = '*';

/** Ends all sessions, including the current one. */
export const ALL_SESSIONS = '**';
