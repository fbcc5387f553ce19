/** The hidden field with the id of a passkey, in the forms of its card. */
export const PASSKEY_FIELD = 'passkey';

/** The field for the name of a passkey: each card has one. */
export const nameField = (id: string): string => `name-${id}`;

export const PASSKEYS_PAGE = '/account/passkeys';

/** Query parameter of the page after a removal. */
export const REMOVED_PARAM = 'removed';

/** The page after a removal. */
export const removedPath = (how: 'now' | 'unnotified' | 'before'): string =>
  `${PASSKEYS_PAGE}?${REMOVED_PARAM}=${how}`;
