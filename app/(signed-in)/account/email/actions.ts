'use server';

import { askForChange } from '@/app/_server/change';
import { formText, toFormState } from '@/app/_server/forms';
import type { FormState } from '@/components/form/formState';
import { emailChangeAsked, FUNCTION_PATHS } from '@/config/functionContract';

/** Asks for another address. The email function looks whether the password is right, and writes to the address. */
export async function changeEmail(_before: FormState, form: FormData): Promise<FormState> {
  const email = formText(form, 'email');
  const outcome = await askForChange({
    path: FUNCTION_PATHS.email,
    method: 'PUT',
    body: { email, password: formText(form, 'password') },
    schema: emailChangeAsked,
  });
  const done =
    outcome.status === 'done'
      ? `A mail with a link is on its way to ${outcome.answer.sentTo}. Your address changes when you open it.`
      : '';
  return toFormState(outcome, { done, values: { email } });
}
