import { FROM_PARAM } from '@/app/_server/forbidden';
import { plainPage } from '@/app/_server/plainPage';
import { toPlainPath } from '@/config/security/redirectPath';

function answer(request: Request): Response {
  const wanted = toPlainPath(new URL(request.url).searchParams.get(FROM_PARAM), '/account');
  return plainPage({
    status: 403,
    title: "You don't have access to this page",
    paragraphs: [
      'This page is for administrators only.',
      'If you need access, ask an administrator to assign you the role. You do not have to sign in again.',
    ],
    actions: [
      { label: 'Your account', href: '/account' },
      { label: 'Try again', href: wanted },
    ],
  });
}

/**
 * The 403 for a page that is for administrators. For a 403 or 404, the server of `netlify dev` tries several
 * file names and shows the response to the last one, `/forbidden/index.htm`, so this is a catch-all.
 */
export const GET = (request: Request): Response => answer(request);

/** The 403 for a form without JavaScript: the redirect from its page keeps the method. */
export const POST = (request: Request): Response => answer(request);
