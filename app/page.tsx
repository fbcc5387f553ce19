import { StaticDocument } from '@/app/_server/PageDocument';
import { Journey } from '@/components/landing/Journey';
import { Hero } from '@/components/landing/Hero';
import { ThemeScript } from '@/components/ui/ThemeMark';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { SiteNav } from '@/components/ui/SiteNav';
import { MAIN_ID } from '@/components/ui/SkipLink';
import { navigationItems } from '@/config/areas';
import { getEnv } from '@/config/env/env';

/** The landing page: rendered at build time, reads no cookie and has no scripts of its own. */
export default function LandingPage() {
  const { appName, websiteBasePath } = getEnv();
  return (
    <StaticDocument>
      <ThemeScript />
      <SiteHeader appName={appName}>
        <div className="flex items-center gap-2">
          <SiteNav label="Pages" items={navigationItems('site')} className="max-sm:hidden" />
          <a className="button button-small shrink-0" href={websiteBasePath}>
            Sign in
          </a>
        </div>
      </SiteHeader>
      <main id={MAIN_ID} className="grow">
        <Hero appName={appName} loginPath={websiteBasePath} />
        <Journey />
      </main>
    </StaticDocument>
  );
}
