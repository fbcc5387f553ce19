'use server';

import { cookies, headers } from 'next/headers';
import { callFunction } from '@/app/_server/callFunction';
import { forgetSession } from '@/app/_server/forgetSession';
import { formText } from '@/app/_server/forms';
import { logProblem } from '@/app/_server/log';
import { pageOrigin } from '@/app/_server/origin';
import { isFromOurPages } from '@/app/_server/sender';
import type { FormState } from '@/components/ui/form/formState';
import { emailChangeCancelled, FUNCTION_PATHS } from '@/config/functionContract';
import { SESSION_COOKIES } from '@/config/session/sessionCookies';

const DONE = 'The change is cancelled and every browser is signed out. Set a new password now.';
const UNCERTAIN = 'The service behind this form did not answer. Please try again in a moment.';

const refused = (message: string): FormState => ({ status: 'refused', message, values: {} });

/** Cancels a change of address by the link that was sent to the old one. Needs no session. */
export async function cancelEmailChange(_before: FormState, form: FormData): Promise<FormState> {
  if (!isFromOurPages(await headers()))
    return refused('That form was sent from another site. Nothing was done.');
  const origin = await pageOrigin();
  const path = `${FUNCTION_PATHS.email}/cancellation`;
  const accessToken = (await cookies()).get(SESSION_COOKIES.access)?.value ?? '';
  const body = { token: formText(form, 'token') };
  const reply = await callFunction({ url: `${origin}${path}`, method: 'POST', body, accessToken });
  const cancelled = reply.arrived ? emailChangeCancelled.safeParse(reply.body) : undefined;
  if (reply.arrived && reply.status === 200 && cancelled?.success === true) {
    if (cancelled.data.signedOutHere) await forgetSession();
    return { status: 'done', message: DONE };
  }
  if (reply.arrived && reply.refusal !== undefined && reply.status < 500)
    return refused(reply.refusal.message);
  logProblem('change-failed', {
    function: path,
    origin,
    reason: reply.arrived ? reply.status : reply.reason,
  });
  return refused(UNCERTAIN);
}
