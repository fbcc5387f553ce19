'use client';

import { Notice } from '@/components/ui/Notice';
import { Button } from '@/components/ui/form/elements';

interface ErrorPageProps {
  error: unknown;
  retry: () => void;
}

function referenceOf(error: unknown): string | undefined {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string'
    ? error.digest
    : undefined;
}

/** What a page becomes when something in it threw. The reference is what the server's log calls the same error. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const reference = referenceOf(error);
  return (
    <Notice
      sign="500"
      title="The key broke in the lock"
      actions={
        <>
          <Button className="button button-primary" onClick={retry}>
            Try again
          </Button>
          <a className="button" href="/">
            Home page
          </a>
        </>
      }
    >
      <p>That is our fault, not yours. Trying again often helps.</p>
      {reference !== undefined && <p>If you report it, mention {reference}.</p>}
    </Notice>
  );
}
