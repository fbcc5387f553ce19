import type { Metadata } from 'next';
import { StaticDocument } from '@/app/_server/PageDocument';
import { Notice } from '@/components/ui/Notice';
import { ThemeScript } from '@/components/ui/ThemeMark';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { getEnv } from '@/config/env/env';

export const metadata: Metadata = { title: 'Page not found' };

/** The 404 page. */
export default function NotFound() {
  return (
    <StaticDocument>
      <ThemeScript />
      <SiteHeader appName={getEnv().appName} />
      <Notice
        badge="404"
        title="Page not found"
        actions={
          <>
            <a className="button button-primary" href="/">
              Home page
            </a>
            <a className="button" href="/session">
              Your session
            </a>
          </>
        }
      >
        <p>The link may be outdated or mistyped.</p>
      </Notice>
    </StaticDocument>
  );
}
