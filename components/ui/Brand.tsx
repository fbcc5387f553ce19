/** Logo and name of the app, linked to the home page. */
export function Brand({ appName }: { appName: string }) {
  return (
    <a
      href="/"
      className="min-h-target rounded-small text-h2 inline-flex min-w-0 items-center gap-2.5 font-semibold tracking-tight wrap-anywhere"
    >
      <svg viewBox="0 0 32 32" className="size-8 shrink-0" aria-hidden="true">
        <rect width="32" height="32" rx="8" className="fill-primary" />
        <rect
          x="2.75"
          y="2.75"
          width="26.5"
          height="26.5"
          rx="5.75"
          fill="none"
          strokeWidth="1.5"
          className="stroke-on-primary"
        />
        <path
          d="M16 7.5a4.75 4.75 0 0 1 2.6 8.72L20.5 24.5h-9l1.9-8.28A4.75 4.75 0 0 1 16 7.5Z"
          className="fill-on-primary"
        />
      </svg>
      {appName}
    </a>
  );
}
