import type { ReactNode } from 'react';
import { SkipLink } from './SkipLink';

interface DocumentProps {
  /** BCP 47 tag. */
  language: string;
  direction: 'ltr' | 'rtl';
  skipLabel: string;
  children: ReactNode;
}

/**
 * The outermost elements of a page. Browser extensions add attributes to both before React starts, which
 * React would otherwise report as an error of the page.
 */
export function Document({ language, direction, skipLabel, children }: DocumentProps) {
  return (
    <html lang={language} dir={direction} suppressHydrationWarning>
      <body className="flex flex-col" suppressHydrationWarning>
        <SkipLink label={skipLabel} />
        {children}
      </body>
    </html>
  );
}
