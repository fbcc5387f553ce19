'use client';

import { Document } from '@/components/ui/Document';
import { Notice } from '@/components/ui/Notice';
import { Button } from '@/components/ui/form/elements';
import './globals.css';

interface ErrorPageProps {
  error: unknown;
  retry: () => void;
}

function readReference(error: unknown): string | undefined {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string'
    ? error.digest
    : undefined;
}

/**
 * Replaces a page that has thrown an error, with all of its layouts: they render `<html>`, so no part of a
 * page has an error page of its own. The log of the server contains the reference, too.
 */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const reference = readReference(error);
  return (
    <Document language="en" direction="ltr" skipLabel="Skip to content">
      <title>Something went wrong</title>
      <Notice
        badge="500"
        title="Something went wrong"
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
        <p>This is our fault. Try again in a moment.</p>
        {reference !== undefined && <p>If you report it, mention {reference}.</p>}
      </Notice>
    </Document>
  );
}
