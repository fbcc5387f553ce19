import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { StaticDocument } from '@/app/_server/PageDocument';
import { Notice } from '@/components/ui/Notice';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { getEnv } from '@/config/env/env';
import { SOURCE_LANGUAGE } from '@/config/languages';

const [LANGUAGE = SOURCE_LANGUAGE] = getEnv().languages;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations({ locale: LANGUAGE, namespace: 'ui' });
  return { title: t('notFound.title') };
}

/**
 * What Next answers where it does not apply the rewrites of next.config.js, which lead to
 * `not-found/route.ts`. It is rendered at build time, in the default language of the site.
 */
export default async function NotFound() {
  const t = await getTranslations({ locale: LANGUAGE, namespace: 'ui' });
  return (
    <StaticDocument language={LANGUAGE}>
      <SiteHeader appName={getEnv().appName} />
      <Notice
        badge={String(404)}
        title={t('notFound.title')}
        actions={
          <a className="button button-primary" href="/">
            {t('goOn.home')}
          </a>
        }
      >
        <p>{t('notFound.text')}</p>
      </Notice>
    </StaticDocument>
  );
}
