'use server';

import { addMailProblem } from '@/app/_server/addMailProblem';
import { requestChange } from '@/app/_server/change';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toFormState } from '@/app/_server/forms';
import { PASSWORD_FUNCTION, passwordChanged, type PasswordChanged } from '@/config/contracts/password';

function describeOtherSessions(ended: number | null): string {
  if (ended === null) return 'Your other sessions could not be ended. End them on the sessions page.';
  if (ended === 0) return 'You had no other sessions.';
  return ended === 1 ? 'One other session has ended.' : `${ended} other sessions have ended.`;
}

function successMessage({ sessionsEnded, notified }: PasswordChanged): Promise<string> {
  return addMailProblem(`Password changed. ${describeOtherSessions(sessionsEnded)}`, notified);
}

/** Changes the password. The password function checks the current one and validates the new one. */
export const changePassword = defineFormAction(async (form) => {
  const outcome = await requestChange({
    path: PASSWORD_FUNCTION,
    method: 'PUT',
    form,
    body: {
      currentPassword: formText(form, 'currentPassword'),
      newPassword: formText(form, 'newPassword'),
    },
    schema: passwordChanged,
  });
  return toFormState(outcome, { done: successMessage });
});
