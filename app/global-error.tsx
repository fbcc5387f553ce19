'use client';

import { useEffect, useState } from 'react';
import { Document } from '@/components/ui/Document';
import type { ErrorTexts } from '@/components/ui/errorTexts';
import { Notice } from '@/components/ui/Notice';
import { Button } from '@/components/ui/form/elements';
import { ThemeMark } from '@/components/ui/ThemeMark';
import texts from '@/config/messages/en/error-page.json';
import './globals.css';

const ENGLISH: ErrorTexts = { language: 'en', direction: 'ltr', theme: 'system', texts };

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
 * English and in the theme of the device until the choices of the user are known: this page has to work
 * without them.
 */
function useErrorTexts() {
  const [shown, setShown] = useState(ENGLISH);
  useEffect(() => {
    // Pages that do not fail load none of this.
    import('@/components/ui/errorTexts')
      .then(({ loadErrorTexts }) => loadErrorTexts())
      .then(
        (found) => setShown({ ...ENGLISH, ...found }),
        () => undefined,
      );
  }, []);
  return shown;
}

/**
 * Replaces a page that has thrown an error, with all of its layouts: they render `<html>`, so no part of a
 * page has an error page of its own. The log of the server contains the reference, too.
 */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const reference = readReference(error);
  const { language, direction, theme, texts } = useErrorTexts();
  return (
    <Document language={language} direction={direction} skipLabel={texts.skip}>
      <title>{texts.title}</title>
      <ThemeMark theme={theme} />
      <Notice
        badge={String(500)}
        title={texts.title}
        actions={
          <>
            <Button className="button button-primary" onClick={retry}>
              {texts.retry}
            </Button>
            <a className="button" href="/">
              {texts.home}
            </a>
          </>
        }
      >
        <p>{texts.fault}</p>
        {reference !== undefined && <p>{texts.reference.replace('{reference}', reference)}</p>}
      </Notice>
    </Document>
  );
}
