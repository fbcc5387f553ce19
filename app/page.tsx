import { getTranslations } from 'next-intl/server';
import { navigationLinks } from '@/app/_server/navigationLinks';
import { StaticDocument } from '@/app/_server/PageDocument';
import { Journey } from '@/components/landing/Journey';
import { Hero } from '@/components/landing/Hero';
import { ThemeScript } from '@/components/ui/ThemeMark';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { SiteNav } from '@/components/ui/SiteNav';
import { MAIN_ID } from '@/components/ui/SkipLink';
import { getEnv } from '@/config/env/env';
import { SOURCE_LANGUAGE } from '@/config/languages';

/** The landing page: rendered at build time, reads no cookie and has no scripts of its own. */
export default async function LandingPage() {
  const { appName, websiteBasePath, languages } = getEnv();
  const [language = SOURCE_LANGUAGE] = languages;
  const t = await getTranslations({ locale: language, namespace: 'ui' });
  const pages = await navigationLinks(['site'], language);
  return (
    <StaticDocument language={language}>
      <ThemeScript />
      <SiteHeader appName={appName}>
        <div className="flex items-center gap-2">
          <SiteNav label={t('navigation.public')} items={pages} className="max-sm:hidden" />
          <a className="button button-small shrink-0" href={websiteBasePath}>
            {t('navigation.signIn')}
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
