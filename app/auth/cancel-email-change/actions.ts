'use server';

import { getTranslations } from 'next-intl/server';
import { followLink } from '@/app/_server/followLink';
import { clearSessionCookies } from '@/app/_server/clearSessionCookies';
import { defineFormAction } from '@/app/_server/formAction';
import { toFormState } from '@/app/_server/forms';
import { emailChangeCancelled } from '@/config/contracts/email';

/** Cancels an email change by the link that was sent to the current address. Needs no session. */
export const cancelEmailChange = defineFormAction(async (form) => {
  const outcome = await followLink('cancellation', form, emailChangeCancelled);
  if (outcome.status === 'done' && outcome.answer.signedOutHere) await clearSessionCookies();
  const t = await getTranslations('sign-in');
  return toFormState(outcome, { done: t('emailChange.canceled') });
});
