import { FROM_PARAM } from '@/app/_server/forbidden';
import { plainPage } from '@/app/_server/plainPage';
import { toPlainPath } from '@/config/security/redirectPath';

function answer(request: Request): Response {
  const wanted = toPlainPath(new URL(request.url).searchParams.get(FROM_PARAM), '/account');
  return plainPage({
    status: 403,
    title: 'Your key does not fit this door',
    paragraphs: [
      'You are signed in, but this page is for administrators, and your account is not one of theirs.',
      'If it should be, ask an administrator to give you the role. It works at once: no need to sign in again.',
    ],
    actions: [
      { label: 'Your account', href: '/account' },
      { label: 'Try again', href: wanted },
    ],
  });
}

/**
 * The 403 for a page that is for administrators. The front of `netlify dev` looks for a file before it believes a 403 or
 * a 404, and shows what its last guess brings, `/forbidden/index.htm`: hence the catch-all.
 */
export const GET = (request: Request): Response => answer(request);

/** The same for a form that was sent without JavaScript: the redirect from its page keeps the method. */
export const POST = (request: Request): Response => answer(request);
