import { getTranslations } from 'next-intl/server';
import { plainPage } from '@/app/_server/plainPage';
import { requestAccessToken } from '@/app/_server/requestCookie';
import { HOME_PATH } from '@/config/supertokens/appInfo';
import { saysNoMail } from '@/app/_server/accountDeleted';
import { getEnv } from '@/config/env/env';
import { CSP_HEADER, SCRIPTLESS_POLICY } from '@/config/security/securityHeaders';

/** Confirms the deletion of an account. Redirects users who are signed in: their account still exists. */
export async function GET(request: Request): Promise<Response> {
  if ((await requestAccessToken()) !== undefined) {
    return new Response(null, {
      status: 303,
      headers: { Location: HOME_PATH, 'Cache-Control': 'private, no-store', [CSP_HEADER]: SCRIPTLESS_POLICY },
    });
  }
  const t = await getTranslations('deletion');
  return plainPage({
    status: 200,
    badge: t('deleted.badge'),
    title: t('deleted.title'),
    paragraphs: [
      t('deleted.what'),
      saysNoMail(new URL(request.url)) ? t('deleted.notNotified') : t('deleted.notified'),
    ],
    actions: [
      { label: t('deleted.home'), href: '/' },
      { label: t('deleted.createAnother'), href: `${getEnv().websiteBasePath}?show=signup` },
    ],
    // The proxy would allow scripts, which this page does not have.
    headers: { [CSP_HEADER]: SCRIPTLESS_POLICY },
  });
}
