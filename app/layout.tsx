import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { getEnv } from '@/config/env/env';
import './globals.css';

/** A function, so that only next.config.js reports an invalid environment. */
export function generateMetadata(): Metadata {
  const { appName, siteOrigin } = getEnv();
  return {
    metadataBase: new URL(siteOrigin),
    title: { default: appName, template: `%s · ${appName}` },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#eef1f5' },
    { media: '(prefers-color-scheme: dark)', color: '#0b1020' },
  ],
};

/**
 * The root layout. It loads no auth SDK, which most pages do not need, and reads no cookie, so that pages can
 * be static. The pages and layouts below it render `<html>`, whose language may depend on the request: see
 * `_server/PageDocument.tsx` and `_server/StaticDocument.tsx`.
 */
export default function RootLayout({ children }: { children: ReactNode }) {
  return children;
}
