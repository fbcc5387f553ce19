/** The field with the way to sign in that a button removes. */
export const REMOVE_FIELD = 'remove';

/** The field with the way to sign in that a button allows again. */
export const ALLOW_FIELD = 'allow';
