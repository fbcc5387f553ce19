import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { SkipLink } from '@/components/ui/SkipLink';
import { getEnv } from '@/config/env/env';
import './globals.css';

/** Computed when asked for, so that a bad environment speaks in one place: next.config.js. */
export function generateMetadata(): Metadata {
  const { appName, siteOrigin } = getEnv();
  return {
    metadataBase: new URL(siteOrigin),
    title: { default: appName, template: `%s · ${appName}` },
    description: `${appName}: log-in on Next.js and Netlify with SuperTokens.`,
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#eef1f5' },
    { media: '(prefers-color-scheme: dark)', color: '#0b1020' },
  ],
};

/**
 * The shell of every page. No auth SDK here: it would weigh on pages that need none. Browser extensions put attributes on
 * its two elements before React starts, which React would otherwise report as a fault of ours.
 */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <body className="flex flex-col" suppressHydrationWarning>
        <SkipLink />
        {children}
      </body>
    </html>
  );
}
