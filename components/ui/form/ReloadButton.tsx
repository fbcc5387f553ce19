'use client';

import { Button } from './elements';

/** Loads the page again. Where there is no JavaScript the browser has to do it, and there is no button. */
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
