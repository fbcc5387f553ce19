import 'server-only';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type * as z from 'zod';
import { EMAIL_FUNCTION } from '@/config/contracts/email';
import { callFunction } from './callFunction';
import type { ChangeOutcome } from './change';
import { formText } from './forms';
import { logProblem } from './logProblem';
import { pageOrigin } from './pageOrigin';
import { readLanguage } from './readLanguage';
import { refusalText } from './refusalText';
import { requestAccessToken } from './requestCookie';
import { isSameOrigin } from './isSameOrigin';

const refused = (message: string) => ({ status: 'refused', message, field: undefined }) as const;

type LinkOutcome<T> = Exclude<ChangeOutcome<T>, { status: 'other-user' }>;

/**
 * Sends the token of a mailed link to the email function. Unlike `requestChange` it needs no session: the
 * link may be opened in another browser.
 *
 * @param below path below the function
 * @param form contains the token in the field `token`
 */
export async function followLink<T>(
  below: string,
  form: FormData,
  schema: z.ZodType<T>,
): Promise<LinkOutcome<T>> {
  if (!isSameOrigin(await headers())) {
    const t = await getTranslations('ui');
    return refused(t('outcome.otherSite'));
  }
  const origin = await pageOrigin();
  const path = `${EMAIL_FUNCTION}/${below}`;
  const accessToken = (await requestAccessToken()) ?? '';
  const body = { token: formText(form, 'token') };
  const language = await readLanguage();
  const reply = await callFunction({ url: `${origin}${path}`, method: 'POST', body, accessToken, language });
  if (reply.arrived) {
    const parsed = schema.safeParse(reply.body);
    if (reply.status === 200 && parsed.success)
      return { status: 'done', answer: parsed.data, setCookies: [] };
    // The user cannot correct the token, so the error is about the whole form.
    if (reply.refusal !== undefined && reply.status < 500) return refused(await refusalText(reply.refusal));
  }
  const reason = reply.arrived ? reply.status : reply.reason;
  logProblem('change-failed', { function: path, origin, reason });
  return { status: 'failed' };
}
