'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requestChange } from '@/app/_server/change';
import { clearSessionCookies } from '@/app/_server/clearSessionCookies';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toRefusedState } from '@/app/_server/forms';
import { deletedPath } from '@/app/_server/accountDeleted';
import { accountDeleted, DELETION_FUNCTION, toDeletionWords } from '@/config/contracts/deletion';

/** Deletes the account and redirects. The account function checks the password and the confirmation. */
export const deleteAccount = defineFormAction(async (form) => {
  const t = await getTranslations('deletion');
  const typed = formText(form, 'confirmation');
  const outcome = await requestChange({
    path: DELETION_FUNCTION,
    method: 'POST',
    form,
    // The form of users without a password has no such field.
    body: {
      ...(form.has('password') && { password: formText(form, 'password') }),
      confirmation: toDeletionWords(typed, t('words')),
    },
    schema: accountDeleted,
  });
  if (outcome.status !== 'done') return toRefusedState(outcome, { confirmation: typed });
  await clearSessionCookies();
  redirect(deletedPath(outcome.answer));
});
