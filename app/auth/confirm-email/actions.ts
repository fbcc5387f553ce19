'use server';

import { getTranslations } from 'next-intl/server';
import { followLink } from '@/app/_server/followLink';
import { defineFormAction } from '@/app/_server/formAction';
import { toFormState } from '@/app/_server/forms';
import type { Translator } from '@/components/ui/translations';
import { emailChanged } from '@/config/contracts/email';
import type * as z from 'zod';

function successMessage(answer: z.infer<typeof emailChanged>, t: Translator<'sign-in'>): string {
  const { email, notified, alreadyConfirmed } = answer;
  if (alreadyConfirmed) return t('emailChange.alreadyConfirmed', { email });
  return notified ? t('emailChange.changed', { email }) : t('emailChange.changedUnnotified', { email });
}

/** Confirms an email change by the link that was sent to the new address, whichever user is signed in. */
export const confirmEmail = defineFormAction(async (form) => {
  const outcome = await followLink('confirmation', form, emailChanged);
  const t = await getTranslations('sign-in');
  return toFormState(outcome, { done: (answer) => successMessage(answer, t) });
});
