import 'server-only';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Audience } from '@/components/landing/Audience';
import { Comparison } from '@/components/landing/Comparison';
import { Features } from '@/components/landing/Features';
import { Hero } from '@/components/landing/Hero';
import { Journey } from '@/components/landing/Journey';
import { LandingLanguages } from '@/components/landing/LandingLanguages';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { SiteNav } from '@/components/ui/SiteNav';
import { MAIN_ID } from '@/components/ui/SkipLink';
import { ThemeScript } from '@/components/ui/ThemeMark';
import { getEnv } from '@/config/env/env';
import { landingPath, type LanguageCode } from '@/config/languages';
import { navigationLinks } from './navigationLinks';
import { StaticDocument } from './StaticDocument';

/** The description of the landing page, and its address in each language, for search engines. */
export async function landingMetadata(language: LanguageCode): Promise<Metadata> {
  const { appName, languages } = getEnv();
  const t = await getTranslations({ locale: language, namespace: 'landing' });
  const addresses = languages.map((code) => [code, landingPath(code, languages)] as const);
  return {
    description: t('description', { appName }),
    alternates: {
      canonical: landingPath(language, languages),
      ...(languages.length > 1 && {
        languages: { ...Object.fromEntries<string>(addresses), 'x-default': '/' },
      }),
    },
  };
}

/** The landing page: rendered at build time, reads no cookie and has no scripts of its own. */
export async function LandingPage({ language }: { language: LanguageCode }) {
  const { appName, languages, websiteBasePath } = getEnv();
  const t = await getTranslations({ locale: language, namespace: 'landing' });
  const ui = await getTranslations({ locale: language, namespace: 'ui' });
  const pages = await navigationLinks(['site'], language);
  return (
    <StaticDocument language={language}>
      <ThemeScript />
      <SiteHeader appName={appName}>
        <div className="flex items-center gap-2">
          <SiteNav label={ui('navigation.public')} items={pages} className="max-sm:hidden" />
          <a className="button button-small shrink-0" href={websiteBasePath}>
            {ui('navigation.signIn')}
          </a>
        </div>
      </SiteHeader>
      <main id={MAIN_ID} className="grow">
        <Hero t={t} appName={appName} loginPath={websiteBasePath} />
        <Features t={t} />
        <Audience t={t} />
        <Comparison t={t} />
        <Journey t={t} />
      </main>
      <LandingLanguages label={t('languages')} offered={languages} current={language} />
    </StaticDocument>
  );
}
