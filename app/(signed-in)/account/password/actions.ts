'use server';

import { getTranslations } from 'next-intl/server';
import { addMailProblem } from '@/app/_server/addMailProblem';
import { requestChange } from '@/app/_server/change';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toFormState } from '@/app/_server/forms';
import { PASSWORD_FUNCTION, passwordChanged, type PasswordChanged } from '@/config/contracts/password';

async function successMessage({ sessionsEnded, notified }: PasswordChanged): Promise<string> {
  const t = await getTranslations('password');
  const message = sessionsEnded === null ? t('changedNotEnded') : t('changed', { count: sessionsEnded });
  return addMailProblem(message, notified);
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
