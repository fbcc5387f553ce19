'use client';

import { use } from 'react';
import { LanguageContext } from '../Language';
import { Button } from './elements';

/** Reloads the page. Hidden where there is no JavaScript. */
export function ReloadButton() {
  const { texts } = use(LanguageContext);
  return (
    <Button
      type="button"
      className="button button-small noscript:hidden"
      onClick={() => window.location.reload()}
    >
      {texts.form.reload}
    </Button>
  );
}
