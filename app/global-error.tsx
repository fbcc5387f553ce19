'use client';

import { useSyncExternalStore } from 'react';
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

/** How long an error page waits for its texts, which may not arrive. */
const TEXTS_TIMEOUT_MS = 2000;

let loaded: ErrorTexts | undefined;

function loadTexts(notify: () => void): () => void {
  const show = (found?: Partial<ErrorTexts>) => {
    clearTimeout(timer);
    loaded = { ...ENGLISH, ...found };
    notify();
  };
  const timer = setTimeout(show, TEXTS_TIMEOUT_MS);
  // Pages that do not fail load none of this.
  import('@/components/ui/errorTexts')
    .then(({ loadErrorTexts }) => loadErrorTexts())
    .then(show, () => show());
  return () => clearTimeout(timer);
}

/**
 * The texts in the language of the user, and their theme. Undefined until they are known, so that no other
 * language is painted; English and the theme of the device if they do not arrive, and without JavaScript.
 */
const useErrorTexts = (): ErrorTexts | undefined =>
  useSyncExternalStore(
    loadTexts,
    () => loaded,
    () => ENGLISH,
  );

function ErrorNotice({ error, retry, texts }: ErrorPageProps & Pick<ErrorTexts, 'texts'>) {
  const reference = readReference(error);
  return (
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
  );
}

/**
 * Replaces a page that has thrown an error, with all of its layouts: they render `<html>`, so no part of a
 * page has an error page of its own. The log of the server contains the reference, too.
 */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const found = useErrorTexts();
  const { language, direction, theme, texts } = found ?? ENGLISH;
  return (
    <Document language={language} direction={direction} skipLabel={texts.skip}>
      {found !== undefined && (
        <>
          <title>{texts.title}</title>
          <ThemeMark theme={theme} />
          <ErrorNotice error={error} retry={retry} texts={texts} />
        </>
      )}
    </Document>
  );
}
