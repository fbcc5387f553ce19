import { plainPage } from '@/app/_server/plainPage';
import { requestAccessToken } from '@/app/_server/requestCookie';
import { HOME_PATH } from '@/config/supertokens/appInfo';
import { saysNoMail } from '@/app/_server/accountDeleted';
import { getEnv } from '@/config/env/env';
import { CSP_HEADER, SCRIPTLESS_POLICY } from '@/config/security/securityHeaders';

const MAIL = 'We sent you an email to confirm this.';
const NO_MAIL = 'The confirmation email could not be sent.';

/** Confirms the deletion of an account. Redirects users who are signed in: their account still exists. */
export async function GET(request: Request): Promise<Response> {
  if ((await requestAccessToken()) !== undefined) {
    return new Response(null, {
      status: 303,
      headers: { Location: HOME_PATH, 'Cache-Control': 'private, no-store', [CSP_HEADER]: SCRIPTLESS_POLICY },
    });
  }
  return plainPage({
    status: 200,
    badge: 'Deleted',
    title: 'Your account has been deleted',
    paragraphs: [
      'All its data has been removed, and all your sessions have ended.',
      saysNoMail(new URL(request.url)) ? NO_MAIL : MAIL,
    ],
    actions: [
      { label: 'Home page', href: '/' },
      { label: 'Create another account', href: `${getEnv().websiteBasePath}?show=signup` },
    ],
    // The proxy would allow scripts, which this page does not have.
    headers: { [CSP_HEADER]: SCRIPTLESS_POLICY },
  });
}
