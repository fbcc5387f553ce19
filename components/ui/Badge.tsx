import type { ReactNode } from 'react';

/** A word beside a heading or name that sets it apart from others in a list. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="rounded-small bg-success-tint text-success text-note inline-block border border-transparent px-2 py-0.5 align-middle font-semibold">
      {children}
    </span>
  );
}
