import { useTranslations } from '../ui/translations';

interface UserPagesProps {
  email: string;
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
  isFirst: boolean;
}

function listUrl(email: string, cursor?: string): string {
  const query = new URLSearchParams({
    ...(email !== '' && { email }),
    ...(cursor !== undefined && { cursor }),
  });
  return query.size === 0 ? '/admin' : `/admin?${query.toString()}`;
}

/**
 * Links to other pages of the list. The core has cursors for the next page only, so there is no "previous".
 */
export function UserListPages({ email, nextCursor, isFirst }: UserPagesProps) {
  const t = useTranslations('admin');
  if (isFirst && nextCursor === null) return null;
  return (
    <nav aria-label={t('pages.label')} className="flex flex-wrap gap-3">
      {!isFirst && (
        <a className="button" href={listUrl(email)}>
          {t('pages.first')}
        </a>
      )}
      {nextCursor !== null && (
        <a className="button" href={listUrl(email, nextCursor)} rel="next">
          {t('pages.next')}
        </a>
      )}
    </nav>
  );
}
