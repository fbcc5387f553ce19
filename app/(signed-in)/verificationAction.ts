'use server';

import { getTranslations } from 'next-intl/server';
import { requestChange } from '@/app/_server/change';
import { defineFormAction } from '@/app/_server/formAction';
import { toFormState } from '@/app/_server/forms';
import { EMAIL_FUNCTION, verificationRequested } from '@/config/contracts/email';

/** Sends a verification mail to the user. */
export const sendVerification = defineFormAction(async (form) => {
  const outcome = await requestChange({
    path: `${EMAIL_FUNCTION}/verification`,
    method: 'POST',
    form,
    schema: verificationRequested,
  });
  const t = await getTranslations('verification');
  return toFormState(outcome, { done: ({ status }) => (status === 'sent' ? t('sent') : t('verified')) });
});
