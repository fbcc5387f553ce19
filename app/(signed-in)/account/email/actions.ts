'use server';

import { requestChange } from '@/app/_server/change';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toFormState } from '@/app/_server/forms';
import { EMAIL_FUNCTION, emailChangeRequested, type EmailChangeRequested } from '@/config/contracts/email';

function successMessage({ sentTo, notified }: EmailChangeRequested): string {
  const warning = notified ? '' : ' We could not notify your current address.';
  return `We sent a link to ${sentTo}. Your email changes when you open it and confirm.${warning}`;
}

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
  return toFormState(outcome, { done: successMessage, values: { email } });
});
