interface OwnerProps {
  initials: string;
  /** What the site calls her; undefined where it knows neither a name nor an address. */
  name: string | undefined;
}

/** Whose account this is: her initials on an enamel plate, and her name, so that nobody needs to hear the plate spelt. */
export function Owner({ initials, name }: OwnerProps) {
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
        <p className="text-lead text-soft">{name ?? 'No name on record'}</p>
      </div>
    </div>
  );
}
