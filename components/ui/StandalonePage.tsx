import type { ReactNode } from 'react';
import { PageHeading } from './PageHeading';
import { MAIN_ID } from './SkipLink';

interface StandalonePageProps {
  title: string;
  lead: ReactNode;
  /** What went wrong, for all of the page. */
  problem?: string | undefined;
  /** What was done. */
  done?: string | undefined;
  children: ReactNode;
}

/** A page with one task and without navigation, for example the target of a link in an email. */
export function StandalonePage({ title, lead, problem, done, children }: StandalonePageProps) {
  return (
    <main
      id={MAIN_ID}
      className="max-w-page px-margin mx-auto grid w-full grow grid-cols-1 content-start gap-6 pt-8 pb-24 sm:pt-14"
    >
      <PageHeading title={title}>{lead}</PageHeading>
      {done !== undefined && (
        <p
          role="status"
          className="rounded-small border-success bg-success-tint max-w-xl border-s-4 px-4 py-3"
        >
          {done}
        </p>
      )}
      {problem !== undefined && (
        <p role="alert" className="rounded-small border-danger bg-danger-tint max-w-xl border-s-4 px-4 py-3">
          {problem}
        </p>
      )}
      {children}
    </main>
  );
}
