import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Document } from '@/components/ui/Document';
import { LANGUAGES, SOURCE_LANGUAGE, type LanguageCode } from '@/config/languages';

interface StaticDocumentProps {
  language?: LanguageCode;
  children: ReactNode;
}

/**
 * The outermost elements of a page that is rendered at build time, in a fixed language. It is apart from
 * `PageDocument.tsx`, because pages load the client components of all files that they import.
 */
export async function StaticDocument({ language = SOURCE_LANGUAGE, children }: StaticDocumentProps) {
  const t = await getTranslations({ locale: language, namespace: 'ui' });
  const { direction } = LANGUAGES[language];
  return (
    <Document language={language} direction={direction} skipLabel={t('skipToContent')}>
      {children}
    </Document>
  );
}
