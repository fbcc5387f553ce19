'use client';

import ErrorPage from './error';
import './globals.css';

/** Replaces the root layout when it has thrown an error. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <>
      <title>Something went wrong</title>
      <ErrorPage {...props} />
    </>
  );
}
