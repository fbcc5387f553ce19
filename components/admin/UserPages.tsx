interface UserPagesProps {
  email: string;
  /** Where the next page begins; null on the last one. */
  next: string | null;
  isFirst: boolean;
}

function addressOf(email: string, after?: string): string {
  const query = new URLSearchParams({
    ...(email !== '' && { email }),
    ...(after !== undefined && { after }),
  });
  return query.size === 0 ? '/admin' : `/admin?${query.toString()}`;
}

/** The ways to other pages of a list: the core knows what comes after a page, and not what came before it. */
export function UserPages({ email, next, isFirst }: UserPagesProps) {
  if (isFirst && next === null) return null;
  return (
    <nav aria-label="Pages of the list" className="flex flex-wrap gap-3">
      {!isFirst && (
        <a className="button" href={addressOf(email)}>
          First page
        </a>
      )}
      {next !== null && (
        <a className="button" href={addressOf(email, next)} rel="next">
          Next page
        </a>
      )}
    </nav>
  );
}
