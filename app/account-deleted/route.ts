import { plainPage } from '@/app/_server/plainPage';
import { requestAccessToken } from '@/app/_server/requestCookie';
import { HOME_PATH } from '@/config/supertokens/appInfo';
import { saysNoMail } from '@/app/_server/accountDeleted';
import { getEnv } from '@/config/env/env';
import { CSP_HEADER, SCRIPTLESS_POLICY } from '@/config/security/securityHeaders';

const MAIL = 'A mail is on its way that says the same.';
const NO_MAIL = 'There should be a mail that says the same, but it could not be sent.';

/** What somebody sees whose account is no more. Whoever has one, and only came by a link, is not told so. */
export async function GET(request: Request): Promise<Response> {
  if ((await requestAccessToken()) !== undefined) {
    return new Response(null, {
      status: 303,
      headers: { Location: HOME_PATH, 'Cache-Control': 'private, no-store', [CSP_HEADER]: SCRIPTLESS_POLICY },
    });
  }
  return plainPage({
    status: 200,
    sign: 'Deleted',
    title: 'Your account is deleted',
    paragraphs: [
      'Everything that was kept for it is removed, and you are signed out everywhere.',
      saysNoMail(new URL(request.url)) ? NO_MAIL : MAIL,
    ],
    actions: [
      { label: 'Home page', href: '/' },
      { label: 'Create another account', href: `${getEnv().websiteBasePath}?show=signup` },
    ],
    // The proxy gives a policy to pages that may have scripts; this one has none.
    headers: { [CSP_HEADER]: SCRIPTLESS_POLICY },
  });
}
