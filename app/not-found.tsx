import type { Metadata } from 'next';
import { PHASE_PRODUCTION_BUILD } from 'next/constants';
import { getTranslations } from 'next-intl/server';
import { StaticDocument } from '@/app/_server/StaticDocument';
import { Notice } from '@/components/ui/Notice';
import { SiteHeader } from '@/components/ui/SiteHeader';
import { getEnv, processEnv } from '@/config/env/env';
import { SOURCE_LANGUAGE } from '@/config/languages';

const [LANGUAGE = SOURCE_LANGUAGE] = getEnv().languages;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations({ locale: LANGUAGE, namespace: 'ui' });
  return { title: t('notFound.title') };
}

/**
 * Whether another page is being rendered: Next adds this one twice to each page that is rendered on request,
 * in case that it throws `notFound()`.
 */
const isAddedToPage = () => !getEnv().development && processEnv().NEXT_PHASE !== PHASE_PRODUCTION_BUILD;

async function NotFoundPage() {
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

/**
 * What Next answers where it does not apply the rewrites of next.config.js, which lead to
 * `not-found/route.ts`. It is rendered at build time, in the default language of the site. Other pages
 * contain a short form of it, which none of them shows (docs/decisions/090-keep-protected-pages-cheap.md).
 */
export default function NotFound() {
  if (!isAddedToPage()) return <NotFoundPage />;
  return (
    <html lang={LANGUAGE}>
      <body>404</body>
    </html>
  );
}
