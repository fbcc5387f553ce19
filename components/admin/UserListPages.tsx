interface UserPagesProps {
  email: string;
  /** Cursor of the next page; null on the last one. */
  next: string | null;
  isFirst: boolean;
}

function listUrl(email: string, after?: string): string {
  const query = new URLSearchParams({
    ...(email !== '' && { email }),
    ...(after !== undefined && { after }),
  });
  return query.size === 0 ? '/admin' : `/admin?${query.toString()}`;
}

/**
 * Links to other pages of the list. The core has cursors for the next page only, so there is no "previous".
 */
export function UserListPages({ email, next, isFirst }: UserPagesProps) {
  if (isFirst && next === null) return null;
  return (
    <nav aria-label="Pages of the list" className="flex flex-wrap gap-3">
      {!isFirst && (
        <a className="button" href={listUrl(email)}>
          First page
        </a>
      )}
      {next !== null && (
        <a className="button" href={listUrl(email, next)} rel="next">
          Next page
        </a>
      )}
    </nav>
  );
}
