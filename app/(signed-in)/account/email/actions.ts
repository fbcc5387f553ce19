'use server';

import { getTranslations } from 'next-intl/server';
import { requestChange } from '@/app/_server/change';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toFormState } from '@/app/_server/forms';
import { EMAIL_FUNCTION, emailChangeRequested } from '@/config/contracts/email';

/** Requests an email change. The email function checks the password and sends the link. */
export const changeEmail = defineFormAction(async (form) => {
  const email = formText(form, 'email');
  const outcome = await requestChange({
    path: EMAIL_FUNCTION,
    method: 'PUT',
    form,
    // The form of users without a password has no such field.
    body: { ...(form.has('password') && { password: formText(form, 'password') }), email },
    schema: emailChangeRequested,
  });
  const t = await getTranslations('email');
  return toFormState(outcome, {
    done: ({ sentTo, notified }) => t(notified ? 'sent' : 'sentUnnotified', { email: sentTo }),
    values: { email },
  });
});
