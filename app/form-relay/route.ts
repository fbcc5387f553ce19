import { failureReason } from '@/app/_server/callFunction';
import { enteredText } from '@/app/_server/enteredText';
import { logProblem } from '@/app/_server/logProblem';
import { plainPage } from '@/app/_server/plainPage';
import { hasNoSuchAction, relayForm, toResponse } from '@/app/_server/relayForm';
import { isSameOrigin } from '@/app/_server/isSameOrigin';
import { RETRY_AFTER_SECONDS } from '@/app/_server/unavailable';
import { requestedPath } from '@/app/_server/viewer';
import { RELAYED_HEADER } from '@/config/formRelay';
import { CSP_HEADER, SCRIPTLESS_POLICY } from '@/config/security/securityHeaders';

/** Next's limit for the body of a server action. */
const MAX_BYTES = 1024 * 1024;

type Page = Parameters<typeof plainPage>[0];

function answer(page: Omit<Page, 'actions'>, path: string): Response {
  const headers = { ...page.headers, [CSP_HEADER]: SCRIPTLESS_POLICY };
  return plainPage({ ...page, headers, actions: [{ label: 'Open the page again', href: path }] });
}

/** Not 403: `netlify dev` would then request `/account.html` and show the response to that. */
const FROM_ELSEWHERE = {
  status: 400,
  title: 'This form was sent from another site',
  paragraphs: ['Nothing was changed. Open the page here to use its form.'],
};

const TOO_LARGE = {
  status: 413,
  title: 'This form is too large',
  paragraphs: ['Nothing was changed. Shorten what you entered and send the form again.'],
};

const UNREADABLE = {
  status: 400,
  title: 'This form could not be read',
  paragraphs: ['Nothing was changed. Open the page again and fill in its form.'],
};

const UNAVAILABLE = {
  status: 503,
  title: 'Service temporarily unavailable',
  paragraphs: ['What you sent may not have arrived. Check the page before you send the form again.'],
  headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
};

function siteUpdated(form: FormData): Omit<Page, 'actions'> {
  const kept = enteredText(form);
  const copy = 'What you entered is below: copy it, open the page again and send the form once more.';
  return {
    status: 409,
    title: 'This site was updated',
    paragraphs: [
      'The site was updated while the page was open, and your form could not be delivered. Nothing was changed.',
      kept.length > 0 ? `${copy} Enter passwords again.` : 'Open the page again and send the form once more.',
    ],
    kept,
  };
}

function isTooLarge(headers: Headers): boolean {
  return Number(headers.get('content-length') ?? 0) > MAX_BYTES;
}

/** Parses the body as a form. Returns undefined if it is not one. */
async function readForm(body: ArrayBuffer, headers: Headers): Promise<FormData | undefined> {
  const contentType = headers.get('content-type') ?? '';
  return new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => undefined);
}

/**
 * Forwards a form that was sent without JavaScript to its page. Next answers a form whose action no longer exists with a line
 * of plain text; this replaces it by a page that shows what the user entered. next.config.js rewrites such forms to here.
 */
export async function POST(request: Request): Promise<Response> {
  const { headers } = request;
  if (headers.has(RELAYED_HEADER)) return new Response(null, { status: 404 });
  const path = await requestedPath();
  if (!isSameOrigin(headers)) return answer(FROM_ELSEWHERE, path);
  if (isTooLarge(headers)) return answer(TOO_LARGE, path);
  const body = await request.arrayBuffer();
  if (body.byteLength > MAX_BYTES) return answer(TOO_LARGE, path);
  const form = await readForm(body, headers);
  if (form === undefined) return answer(UNREADABLE, path);
  try {
    const reply = await relayForm(path, headers, new Uint8Array(body));
    if (!hasNoSuchAction(reply)) return toResponse(reply);
    return answer(reply.status === 400 ? UNREADABLE : siteUpdated(form), path);
  } catch (error) {
    logProblem('form-relay-failed', { reason: failureReason(error) });
    return answer(UNAVAILABLE, path);
  }
}
