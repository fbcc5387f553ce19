interface ProfileHeaderProps {
  initials: string;
  /** Name or email address; undefined where there is neither. */
  name: string | undefined;
}

/**
 * Heading of the account page: the initials (hidden from screen readers, which read the name instead) and the
 * name.
 */
export function ProfileHeader({ initials, name }: ProfileHeaderProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
      <span
        aria-hidden="true"
        className="card-primary font-heading text-h2 grid h-20 min-w-24 shrink-0 place-items-center px-5 leading-none font-bold tracking-wide"
      >
        {initials}
      </span>
      <div className="grid min-w-0 grid-cols-1 gap-1">
        <h1 className="text-h1 tracking-tight">Your account</h1>
        <p className="text-lead text-soft">{name ?? 'No name'}</p>
      </div>
    </div>
  );
}
