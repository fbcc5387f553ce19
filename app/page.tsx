import { Journey } from '@/components/landing/Journey';
import { Hero } from '@/components/landing/Hero';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { SiteNav } from '@/components/ui/SiteNav';
import { MAIN_ID } from '@/components/ui/SkipLink';
import { navigationItems } from '@/config/areas';
import { getEnv } from '@/config/env/env';

/** The landing page: rendered at build time, reads no cookie and has no scripts of its own. */
export default function LandingPage() {
  const { appName, websiteBasePath } = getEnv();
  return (
    <>
      <SiteHeader appName={appName}>
        <SiteNav
          label="Pages"
          items={[...navigationItems('site'), { href: websiteBasePath, label: 'Sign in' }]}
        />
      </SiteHeader>
      <main id={MAIN_ID} className="grow">
        <Hero appName={appName} loginPath={websiteBasePath} />
        <Journey />
      </main>
    </>
  );
}
