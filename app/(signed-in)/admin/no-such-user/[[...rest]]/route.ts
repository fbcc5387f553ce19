import { plainPage } from '@/app/_server/plainPage';

function answer(): Response {
  return plainPage({
    status: 404,
    title: 'User not found',
    paragraphs: ['The account may have been deleted, or the URL is wrong.'],
    actions: [{ label: 'All users', href: '/admin' }],
  });
}

/**
 * The 404 for the page of a user who does not exist. `notFound()` would send the page without its content.
 * See app/forbidden for why it is a catch-all.
 */
export const GET = (): Response => answer();

/** The 404 for a form without JavaScript: the redirect from its page keeps the method. */
export const POST = (): Response => answer();
