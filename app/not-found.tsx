import type { Metadata } from 'next';
import { Notice } from '@/components/ui/Notice';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { getEnv } from '@/config/env/env';

export const metadata: Metadata = { title: 'No such door' };

/** The 404 page. */
export default function NotFound() {
  return (
    <>
      <SiteHeader appName={getEnv().appName} />
      <Notice
        sign="404"
        title="No such door"
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
        <p>There is nothing at this address. The link may be old, or a letter went missing on the way.</p>
      </Notice>
    </>
  );
}
