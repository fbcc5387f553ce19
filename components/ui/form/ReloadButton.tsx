'use client';

import { Button } from './elements';

/** Reloads the page. Hidden where there is no JavaScript. */
export function ReloadButton() {
  return (
    <Button
      type="button"
      className="button button-small noscript:hidden"
      onClick={() => window.location.reload()}
    >
      Reload the page
    </Button>
  );
}
