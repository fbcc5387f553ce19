import type { ReactNode } from 'react';

interface PageHeadingProps {
  title: ReactNode;
  /** One or two sentences about the page. */
  children?: ReactNode;
}

/** The heading of an application page. */
export function PageHeading({ title, children }: PageHeadingProps) {
  return (
    <div className="grid gap-2">
      <h1 className="text-h1 tracking-tight wrap-anywhere">{title}</h1>
      {children !== undefined && <p className="text-soft max-w-2xl">{children}</p>}
    </div>
  );
}
