'use client';

import ErrorPage from './error';
import './globals.css';

/** The last resort: the shell itself threw, so this brings its own. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>Something went wrong</title>
      </head>
      <body>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
