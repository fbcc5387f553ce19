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
    <header className="border-line bg-surface border-b">
      <div className="max-w-page px-margin mx-auto flex min-h-16 w-full items-center justify-between gap-x-4 max-[15rem]:flex-wrap">
        <Brand appName={appName} />
        {children}
      </div>
    </header>
  );
}
