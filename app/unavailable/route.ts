import { plainPage } from '@/app/_server/plainPage';
import { readUnavailable, RETRY_AFTER_SECONDS } from '@/app/_server/unavailable';

const KEPT = 'You have not been signed out, and nothing is lost. It is usually back within a minute.';
const PERHAPS_KEPT =
  'You have not been signed out. What you sent may not have arrived: have a look at the page before you send it again.';

function answer(request: Request, promise: string): Response {
  const { wanted, isFresh } = readUnavailable(new URL(request.url).searchParams, Date.now());
  if (!isFresh) {
    return new Response(null, {
      status: 303,
      headers: { Location: wanted, 'Cache-Control': 'private, no-store' },
    });
  }
  return plainPage({
    status: 503,
    title: 'The lock is not answering',
    paragraphs: [
      'We could not reach the service that knows who you are, so this page cannot be shown right now.',
      promise,
    ],
    actions: [
      { label: 'Try again', href: wanted },
      { label: 'Home page', href: '/' },
    ],
    headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
  });
}

/** The 503 for a page that needs a function or the core while one of them is down. Later on: back to that page. */
export const GET = (request: Request): Response => answer(request, KEPT);

/** The same for a form that was sent without JavaScript: the redirect from its page keeps the method. */
export const POST = (request: Request): Response => answer(request, PERHAPS_KEPT);
