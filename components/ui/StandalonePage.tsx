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

/**
 * A page with one task and without navigation, for example the target of a link in an email. It looks like
 * the sign-in page, to which it belongs.
 */
export function StandalonePage({ title, lead, problem, done, children }: StandalonePageProps) {
  return (
    <main id={MAIN_ID} className="max-w-page px-margin mx-auto w-full grow pt-8 pb-24 sm:pt-14">
      <div className="card mx-auto grid max-w-md grid-cols-1 gap-6 p-6 sm:p-8">
        <PageHeading title={title}>{lead}</PageHeading>
        {done !== undefined && (
          <p role="status" className="rounded-small border-success bg-success-tint border-s-4 px-4 py-3">
            {done}
          </p>
        )}
        {problem !== undefined && (
          <p role="alert" className="rounded-small border-danger bg-danger-tint border-s-4 px-4 py-3">
            {problem}
          </p>
        )}
        {children}
      </div>
    </main>
  );
}
