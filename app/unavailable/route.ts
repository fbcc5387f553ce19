import { plainPage } from '@/app/_server/plainPage';
import { readUnavailable, RETRY_AFTER_SECONDS } from '@/app/_server/unavailable';

/** The 503 for a page that needs a function or the core while one of them is down. Later on: back to that page. */
export function GET(request: Request): Response {
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
      'You have not been signed out, and nothing is lost. It is usually back within a minute.',
    ],
    actions: [
      { label: 'Try again', href: wanted },
      { label: 'Home page', href: '/' },
    ],
    headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
  });
}
