'use server';

import { requestChange } from '@/app/_server/change';
import { defineFormAction } from '@/app/_server/formAction';
import { toFormState } from '@/app/_server/forms';
import { EMAIL_FUNCTION, verificationRequested } from '@/config/contracts/email';

const MESSAGES = {
  sent: 'We sent you an email with a link. Check your inbox and your spam folder.',
  verified: 'Your address is already verified. This notice disappears within an hour.',
};

/** Sends a verification mail to the user. */
export const sendVerification = defineFormAction(async (form) => {
  const outcome = await requestChange({
    path: `${EMAIL_FUNCTION}/verification`,
    method: 'POST',
    form,
    schema: verificationRequested,
  });
  return toFormState(outcome, { done: ({ status }) => MESSAGES[status] });
});
