import type { ReactNode } from 'react';

interface LoginFrameProps {
  appName: string;
  children: ReactNode;
}

/** Heading and frame of the login page, there before any script, and as high as the form that is to come. */
export function LoginFrame({ appName, children }: LoginFrameProps) {
  return (
    <div className="rounded-large border-line bg-surface shadow-high grid overflow-hidden border lg:grid-cols-[5fr_6fr]">
      <div className="card-primary grid content-between gap-10 rounded-none p-7 shadow-none sm:p-12">
        <h1 className="text-h1 tracking-tight">Let yourself in to {appName}</h1>
        <p className="text-lead max-w-sm max-sm:hidden">
          One email address, one password. Your browser keeps the key where no script can reach it.
        </p>
      </div>
      <div className="min-h-[27.5rem] p-6 sm:min-h-[31rem] sm:p-12">
        <noscript>
          <p className="rounded-small border-accent bg-sunken mb-6 border-l-4 px-4 py-3">
            Signing in needs JavaScript, which is switched off or blocked in this browser. Switch it on for
            this site and load the page again. Once you are signed in, your pages work without it.
          </p>
        </noscript>
        {children}
      </div>
    </div>
  );
}
