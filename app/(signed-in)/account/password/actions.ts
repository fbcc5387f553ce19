'use server';

import { askForChange } from '@/app/_server/change';
import { formText, toFormState } from '@/app/_server/forms';
import type { FormState } from '@/components/ui/form/formState';
import { PASSWORD_FUNCTION, passwordChanged, type PasswordChanged } from '@/config/contracts/password';

function othersInWords(ended: number | null): string {
  if (ended === null) return 'Your other sessions could not be ended: please do so on the sessions page.';
  if (ended === 0) return 'You were signed in nowhere else.';
  return ended === 1 ? 'One other session was ended.' : `${ended} other sessions were ended.`;
}

function inWords({ sessionsEnded, notified }: PasswordChanged): string {
  const mail = notified ? [] : ['No mail about it could be sent.'];
  return ['Your password is changed.', othersInWords(sessionsEnded), ...mail].join(' ');
}

/** Changes the password. The password function looks whether the current one is right and the new one will do. */
export async function changePassword(_before: FormState, form: FormData): Promise<FormState> {
  const outcome = await askForChange({
    path: PASSWORD_FUNCTION,
    method: 'PUT',
    form,
    body: {
      currentPassword: formText(form, 'currentPassword'),
      newPassword: formText(form, 'newPassword'),
    },
    schema: passwordChanged,
  });
  const done = outcome.status === 'done' ? inWords(outcome.answer) : '';
  return toFormState(outcome, { done, values: {} });
}
