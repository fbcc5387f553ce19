import 'server-only';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Document } from '@/components/ui/Document';
import { LanguageProvider } from '@/components/ui/Language';
import { LANGUAGES } from '@/config/languages';
import { readLanguage } from './readLanguage';

/** The outermost elements of a page that is rendered on request, in the language of the user. */
export async function PageDocument({ children }: { children: ReactNode }) {
  const t = await getTranslations('ui');
  const language = await readLanguage();
  const { direction, locale } = LANGUAGES[language];
  const { shared } = await getMessages();
  return (
    <Document language={language} direction={direction} skipLabel={t('skipToContent')}>
      <LanguageProvider locale={locale} texts={shared}>
        {children}
      </LanguageProvider>
    </Document>
  );
}
