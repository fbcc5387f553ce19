import type { ReactNode } from 'react';
import { MAIN_ID } from './SkipLink';

interface NoticeProps {
  /** Shown large above the title: a status, or a word. */
  badge: string;
  title: string;
  children: ReactNode;
  actions: ReactNode;
}

/** A page with one message and actions, for example an error. */
export function Notice({ badge, title, children, actions }: NoticeProps) {
  return (
    <main
      id={MAIN_ID}
      className="max-w-page px-margin mx-auto grid w-full justify-items-start gap-5 pt-10 pb-24 sm:pt-20"
    >
      <p
        aria-hidden="true"
        className="border-line bg-surface text-small text-soft rounded-full border px-3 py-1 font-semibold"
      >
        {badge}
      </p>
      <h1 className="text-display-section max-w-3xl tracking-tight">{title}</h1>
      <div className="text-soft grid max-w-xl gap-3">{children}</div>
      <div className="flex flex-wrap gap-3">{actions}</div>
    </main>
  );
}
