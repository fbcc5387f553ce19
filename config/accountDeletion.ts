/** What somebody types to show that she means it. The page says it, the function wants it. */
export const DELETION_WORDS = 'delete my account';

/** Whether these are the words, however they are spaced and capitalised. */
export function areDeletionWords(typed: string): boolean {
  return typed.trim().replace(/\s+/g, ' ').toLowerCase() === DELETION_WORDS;
}

/** Where a copy of everything that is kept of somebody can be had. */
export const DATA_PATH = '/account/data';

/** Where somebody ends up whose account is no more: outside of the pages behind login. */
const DELETED_PATH = '/account-deleted';

const MAIL_PARAMETER = 'mail';
const NOT_SENT = 'not-sent';

/** That page, which says whether a mail was sent. */
export function deletedPath({ notified }: { notified: boolean }): string {
  return notified ? DELETED_PATH : `${DELETED_PATH}?${MAIL_PARAMETER}=${NOT_SENT}`;
}

/** Reads back what {@link deletedPath} wrote. */
export function saysNoMail({ searchParams }: URL): boolean {
  return searchParams.get(MAIL_PARAMETER) === NOT_SENT;
}
