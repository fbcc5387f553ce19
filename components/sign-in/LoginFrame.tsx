import type { ReactNode } from 'react';

interface LoginFrameProps {
  appName: string;
  children: ReactNode;
}

/**
 * Heading and frame of the sign-in page. It needs no script and is as high as the form, so that nothing
 * moves.
 */
export function LoginFrame({ appName, children }: LoginFrameProps) {
  return (
    <div className="rounded-large border-line bg-surface shadow-high grid overflow-hidden border lg:grid-cols-[5fr_6fr]">
      <div className="card-primary grid content-between gap-10 rounded-none p-7 shadow-none sm:p-12">
        <h1 className="text-h1 tracking-tight">Sign in to {appName}</h1>
        <p className="text-lead max-w-sm max-sm:hidden">
          Use your email address and password. Scripts cannot read the session that your browser stores.
        </p>
      </div>
      <div className="min-h-[27.5rem] p-6 sm:min-h-[31rem] sm:p-12">{children}</div>
    </div>
  );
}
