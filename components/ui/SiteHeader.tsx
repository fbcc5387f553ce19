import type { ReactNode } from 'react';
import { Brand } from './Brand';

interface SiteHeaderProps {
  appName: string;
  /** What stands at the other end: links, or the way out. */
  children?: ReactNode;
}

/** The top of every page. */
export function SiteHeader({ appName, children }: SiteHeaderProps) {
  return (
    <header className="max-w-page px-margin mx-auto flex w-full flex-wrap items-center justify-between gap-x-6 gap-y-1 py-4">
      <Brand appName={appName} />
      {children}
    </header>
  );
}
