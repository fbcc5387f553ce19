import type { ReactNode } from 'react';
import { Brand } from './Brand';

interface SiteHeaderProps {
  appName: string;
  /** Shown at the end of the header: navigation, sign-out. */
  children?: ReactNode;
}

/** The header of every page. */
export function SiteHeader({ appName, children }: SiteHeaderProps) {
  return (
    <header className="max-w-page px-margin mx-auto flex w-full flex-wrap items-center justify-between gap-x-6 gap-y-1 py-4">
      <Brand appName={appName} />
      {children}
    </header>
  );
}
