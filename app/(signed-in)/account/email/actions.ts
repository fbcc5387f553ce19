'use server';

import { askForChange } from '@/app/_server/change';
import { formText, toFormState } from '@/app/_server/forms';
import type { FormState } from '@/components/ui/form/formState';
import { EMAIL_FUNCTION, emailChangeAsked, type EmailChangeAsked } from '@/config/contracts/email';

function inWords({ sentTo, notified }: EmailChangeAsked): string {
  const old = notified ? '' : ' No mail about it could be sent to your address now.';
  return `A mail with a link is on its way to ${sentTo}. Your address changes when you open it.${old}`;
}

/** Asks for another address. The email function looks whether the password is right, and writes to the address. */
export async function changeEmail(_before: FormState, form: FormData): Promise<FormState> {
  const email = formText(form, 'email');
  const outcome = await askForChange({
    path: EMAIL_FUNCTION,
    method: 'PUT',
    form,
    body: { email, password: formText(form, 'password') },
    schema: emailChangeAsked,
  });
  const done = outcome.status === 'done' ? inWords(outcome.answer) : '';
  return toFormState(outcome, { done, values: { email } });
}
