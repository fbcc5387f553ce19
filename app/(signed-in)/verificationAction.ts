'use server';

import { requestChange } from '@/app/_server/change';
import { toFormState } from '@/app/_server/forms';
import type { FormState } from '@/components/ui/form/formState';
import { EMAIL_FUNCTION, verificationAsked } from '@/config/contracts/email';

const MESSAGES = {
  sent: 'We sent you an email with a link. Check your inbox and your spam folder.',
  verified: 'Your address is already verified. This notice disappears within an hour.',
};

/** Sends a verification mail to the user. */
export async function sendVerification(_before: FormState, form: FormData): Promise<FormState> {
  const outcome = await requestChange({
    path: `${EMAIL_FUNCTION}/verification`,
    method: 'POST',
    form,
    schema: verificationAsked,
  });
  const done = outcome.status === 'done' ? MESSAGES[outcome.answer.status] : '';
  return toFormState(outcome, { done, values: {} });
}
