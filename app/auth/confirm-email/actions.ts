'use server';

import { headers } from 'next/headers';
import { callFunction } from '@/app/_server/callFunction';
import { formText } from '@/app/_server/forms';
import { logProblem } from '@/app/_server/log';
import { pageOrigin } from '@/app/_server/origin';
import { requestAccessToken } from '@/app/_server/requestCookie';
import { isFromOurPages } from '@/app/_server/sender';
import type { FormState } from '@/components/ui/form/formState';
import { emailChanged, FUNCTION_PATHS } from '@/config/functionContract';

const UNCERTAIN = 'The service behind this form did not answer. Please try again in a moment.';

const refused = (message: string): FormState => ({ status: 'refused', message, values: {} });

/** Changes an address by the link that was sent to the new one, whoever is signed in in this browser. */
export async function confirmEmail(_before: FormState, form: FormData): Promise<FormState> {
  if (!isFromOurPages(await headers()))
    return refused('That form was sent from another site. Nothing was done.');
  const origin = await pageOrigin();
  const path = `${FUNCTION_PATHS.email}/confirmation`;
  const accessToken = (await requestAccessToken()) ?? '';
  const body = { token: formText(form, 'token') };
  const reply = await callFunction({ url: `${origin}${path}`, method: 'POST', body, accessToken });
  const changed = reply.arrived ? emailChanged.safeParse(reply.body) : undefined;
  if (reply.arrived && reply.status === 200 && changed?.success === true) {
    const { email, notified, already } = changed.data;
    if (already)
      return { status: 'done', message: `This link was used before: your address is ${email} already.` };
    const mail = notified ? '' : ' No mail about it could be sent to the old one.';
    return { status: 'done', message: `Your address is ${email} now. Sign in with it from now on.${mail}` };
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
