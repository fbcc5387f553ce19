import { getTranslations } from 'next-intl/server';
import { failureReason } from '@/app/_server/callFunction';
import { enteredText } from '@/app/_server/enteredText';
import { logProblem } from '@/app/_server/logProblem';
import { plainPage } from '@/app/_server/plainPage';
import { hasNoSuchAction, relayForm, toResponse } from '@/app/_server/relayForm';
import { isSameOrigin } from '@/app/_server/isSameOrigin';
import { RETRY_AFTER_SECONDS } from '@/app/_server/unavailable';
import { termText } from '@/app/_server/termText';
import { recordActionStart } from '@/app/_server/startedActions';
import { requestedPath } from '@/app/_server/viewer';
import type { Translator } from '@/components/ui/translations';
import { MAX_FORM_BYTES } from '@/config/formRefusals';
import { RELAYED_HEADER } from '@/config/formRelay';
import { CSP_HEADER, SCRIPTLESS_POLICY } from '@/config/security/securityHeaders';

type Page = Omit<Parameters<typeof plainPage>[0], 'actions'>;
type Translate = Translator<'ui'>;

async function answer(toPage: (t: Translate) => Page, path: string): Promise<Response> {
  const t = await getTranslations('ui');
  const page = toPage(t);
  const headers = { ...page.headers, [CSP_HEADER]: SCRIPTLESS_POLICY };
  return plainPage({ ...page, headers, actions: [{ label: t('goOn.openAgain'), href: path }] });
}

const unsent =
  (status: number, name: 'otherSite' | 'tooLarge' | 'unreadable' | 'failed') => (t: Translate) => ({
    status,
    title: t(`unsentForm.${name}`),
    paragraphs: [t(`unsentForm.${name}Text`)],
  });

/** Not 403: `netlify dev` would then request `/account.html` and show the response to that. */
const fromElsewhere = unsent(400, 'otherSite');
const tooLarge = unsent(413, 'tooLarge');
const unreadable = unsent(400, 'unreadable');

const unavailable = (t: Translate): Page => ({
  status: 503,
  title: t('unavailable.title'),
  paragraphs: [t('unsentForm.unavailableText')],
  headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
});

/** Pages that replace the page's own response with these statuses. */
const REPLACEMENTS: Partial<Record<number, (t: Translate) => Page>> = {
  400: unreadable,
  413: tooLarge,
  500: unsent(500, 'failed'),
};

const siteUpdated =
  (form: FormData) =>
  (t: Translate): Page => {
    const kept = enteredText(form).map(({ label, text }) => ({
      label: termText(t, [`fields.${label}`], label),
      text,
    }));
    return {
      status: 409,
      title: t('unsentForm.updated'),
      paragraphs: [
        t('unsentForm.updatedText'),
        t(kept.length > 0 ? 'unsentForm.copy' : 'unsentForm.sendAgain'),
      ],
      kept,
    };
  };

interface SentForm {
  body: Uint8Array;
  form: FormData;
}

/** Reads and parses a form. Returns the page that says what is wrong with it if that is not possible. */
async function readForm(request: Request): Promise<SentForm | ((t: Translate) => Page)> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_FORM_BYTES) return tooLarge;
  try {
    const body = await request.arrayBuffer();
    if (body.byteLength > MAX_FORM_BYTES) return tooLarge;
    const headers = { 'content-type': request.headers.get('content-type') ?? '' };
    return { body: new Uint8Array(body), form: await new Response(body, { headers }).formData() };
  } catch {
    // The body is truncated, or not a form.
    return unreadable;
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
  if (!isSameOrigin(headers)) return answer(fromElsewhere, path);
  const sent = await readForm(request);
  if (typeof sent === 'function') return answer(sent, path);
  try {
    const reply = await relayForm(path, headers, sent.body);
    if (hasNoSuchAction(reply)) return await answer(siteUpdated(sent.form), path);
    // Next's own responses with these statuses are one line of plain text.
    const replacement = REPLACEMENTS[reply.status];
    return replacement === undefined ? toResponse(reply) : await answer(replacement, path);
  } catch (error) {
    logProblem('form-relay-failed', { reason: failureReason(error) });
    return answer(unavailable, path);
  }
}
