import 'server-only';
import { errorReference } from './errorReferences';
import { pageOfStatus } from './pageOfStatus';

/**
 * The page in the place of one that has thrown an error on the server: Next answers an empty page, which
 * needs scripts to say anything. `app/global-error.tsx` shows the same for errors in the browser.
 *
 * @param sent the headers of the request
 */
export function errorPageHtml(sent: Pick<Headers, 'get'>): string {
  const reference = errorReference(sent);
  return pageOfStatus(sent, ({ 'error-page': texts }) => ({
    status: 500,
    title: texts.title,
    paragraphs: [
      texts.fault,
      ...(reference === undefined ? [] : [texts.reference.replace('{reference}', reference)]),
    ],
    actions: [
      // The address of the page itself.
      { label: texts.retry, href: '' },
      { label: texts.home, href: '/' },
    ],
  }));
}
