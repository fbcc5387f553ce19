import { failureReason } from '@/app/_server/callFunction';
import { enteredText } from '@/app/_server/enteredText';
import { logProblem } from '@/app/_server/logProblem';
import { plainPage } from '@/app/_server/plainPage';
import { hasNoSuchAction, relayForm, toResponse } from '@/app/_server/relayForm';
import { isSameOrigin } from '@/app/_server/isSameOrigin';
import { RETRY_AFTER_SECONDS } from '@/app/_server/unavailable';
import { recordActionStart } from '@/app/_server/startedActions';
import { requestedPath } from '@/app/_server/viewer';
import { MAX_FORM_BYTES } from '@/config/formRefusals';
import { RELAYED_HEADER } from '@/config/formRelay';
import { CSP_HEADER, SCRIPTLESS_POLICY } from '@/config/security/securityHeaders';

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

const FAILED = {
  status: 500,
  title: 'Something went wrong',
  paragraphs: ['This is our fault, not yours. Check the page before you send the form again.'],
};

const UNAVAILABLE = {
  status: 503,
  title: 'Service temporarily unavailable',
  paragraphs: ['What you sent may not have arrived. Check the page before you send the form again.'],
  headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
};

/** Pages that replace the page's own response with these statuses. */
const REPLACEMENTS: Partial<Record<number, Omit<Page, 'actions'>>> = {
  400: UNREADABLE,
  413: TOO_LARGE,
  500: FAILED,
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

interface SentForm {
  body: Uint8Array;
  form: FormData;
}

/** Reads and parses a form. Returns the page that says what is wrong with it if that is not possible. */
async function readForm(request: Request): Promise<SentForm | Omit<Page, 'actions'>> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_FORM_BYTES) return TOO_LARGE;
  try {
    const body = await request.arrayBuffer();
    if (body.byteLength > MAX_FORM_BYTES) return TOO_LARGE;
    const headers = { 'content-type': request.headers.get('content-type') ?? '' };
    return { body: new Uint8Array(body), form: await new Response(body, { headers }).formData() };
  } catch {
    // The body is truncated, or not a form.
    return UNREADABLE;
  }
}

/**
 * Forwards a form that was sent without JavaScript to its page. Next answers a form whose action no longer
 * exists with a line of plain text; this replaces it by a page that shows what the user entered.
 * next.config.js rewrites such forms to here.
 */
export async function POST(request: Request): Promise<Response> {
  const { headers } = request;
  // An error of this route is not an error of a form that cannot be decoded.
  recordActionStart(headers);
  if (headers.has(RELAYED_HEADER)) return new Response(null, { status: 404 });
  const path = await requestedPath();
  if (!isSameOrigin(headers)) return answer(FROM_ELSEWHERE, path);
  const sent = await readForm(request);
  if (!('form' in sent)) return answer(sent, path);
  try {
    const reply = await relayForm(path, headers, sent.body);
    if (hasNoSuchAction(reply)) return answer(siteUpdated(sent.form), path);
    // Next's own responses with these statuses are one line of plain text.
    const replacement = REPLACEMENTS[reply.status];
    return replacement === undefined ? toResponse(reply) : answer(replacement, path);
  } catch (error) {
    logProblem('form-relay-failed', { reason: failureReason(error) });
    return answer(UNAVAILABLE, path);
  }
}
