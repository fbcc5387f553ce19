import type { ReactNode } from 'react';
import { LANGUAGES, type LanguageCode } from '@/config/languages';
import { SkipLink } from './SkipLink';

interface DocumentProps {
  language: LanguageCode;
  skipLabel: string;
  children: ReactNode;
}

/**
 * The outermost elements of a page. Browser extensions add attributes to both before React starts, which
 * React would otherwise report as an error of the page.
 */
export function Document({ language, skipLabel, children }: DocumentProps) {
  return (
    <html lang={language} dir={LANGUAGES[language].direction} suppressHydrationWarning>
      <body className="flex flex-col" suppressHydrationWarning>
        <SkipLink label={skipLabel} />
        {children}
      </body>
    </html>
  );
}
