import { plainPage } from '@/app/_server/plainPage';

function answer(): Response {
  return plainPage({
    status: 404,
    title: 'There is no such user',
    paragraphs: ['The account may have been deleted, or the address of this page is not quite right.'],
    actions: [{ label: 'All users', href: '/admin' }],
  });
}

/**
 * The 404 for the page of a user who is none: thrown inside Next, it would come without its content. Why it is a
 * catch-all: app/forbidden.
 */
export const GET = (): Response => answer();

/** The same for a form that was sent without JavaScript: the redirect from its page keeps the method. */
export const POST = (): Response => answer();
