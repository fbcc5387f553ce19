/** The page that a user gets to whose account is deleted: outside of the pages behind sign-in. */
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
