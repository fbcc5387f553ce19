'use server';

import { ACCOUNT_FUNCTION } from '@/config/contracts/data';
import { redirect } from 'next/navigation';
import { requestChange } from '@/app/_server/change';
import { clearSessionCookies } from '@/app/_server/clearSessionCookies';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toRefusedState } from '@/app/_server/forms';
import { deletedPath } from '@/app/_server/accountDeleted';
import { accountDeleted } from '@/config/contracts/deletion';

/** Deletes the account and redirects. The account function checks the password and the confirmation. */
export const deleteAccount = defineFormAction(async (form) => {
  const confirmation = formText(form, 'confirmation');
  const outcome = await requestChange({
    path: `${ACCOUNT_FUNCTION}/deletion`,
    method: 'POST',
    form,
    // The form of users without a password has no such field.
    body: { ...(form.has('password') && { password: formText(form, 'password') }), confirmation },
    schema: accountDeleted,
  });
  if (outcome.status !== 'done') return toRefusedState(outcome, { confirmation });
  await clearSessionCookies();
  redirect(deletedPath(outcome.answer));
});
