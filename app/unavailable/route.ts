import { plainPage } from '@/app/_server/plainPage';
import { readUnavailable, RETRY_AFTER_SECONDS } from '@/app/_server/unavailable';

const FOR_PAGE = 'You are still signed in. Try again in a minute.';
const FOR_FORM =
  'You are still signed in. Your changes may not have been saved: check the page before you send it again.';

function answer(request: Request, advice: string): Response {
  const { wanted, isFresh } = readUnavailable(new URL(request.url).searchParams, Date.now());
  if (!isFresh) {
    return new Response(null, {
      status: 303,
      headers: { Location: wanted, 'Cache-Control': 'private, no-store' },
    });
  }
  return plainPage({
    status: 503,
    title: 'Service temporarily unavailable',
    paragraphs: ['The page cannot be shown right now, because the sign-in service did not respond.', advice],
    actions: [
      { label: 'Try again', href: wanted },
      { label: 'Home page', href: '/' },
    ],
    headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
  });
}

/** The 503 for a page while a function or the core is down. A later reload redirects to that page. */
export const GET = (request: Request): Response => answer(request, FOR_PAGE);

/** The 503 for a form without JavaScript: the redirect from its page keeps the method. */
export const POST = (request: Request): Response => answer(request, FOR_FORM);
