'use server';

import { followLink } from '@/app/_server/followLink';
import { defineFormAction } from '@/app/_server/formAction';
import { toFormState } from '@/app/_server/forms';
import { emailChanged } from '@/config/contracts/email';
import type * as z from 'zod';

function successMessage({ email, notified, alreadyConfirmed }: z.infer<typeof emailChanged>): string {
  if (alreadyConfirmed) return `This link has been used. Your email is ${email}.`;
  const warning = notified ? '' : ' We could not notify your old address.';
  return `Your email is now ${email}. Use it to sign in.${warning}`;
}

/** Confirms an email change by the link that was sent to the new address, whichever user is signed in. */
export const confirmEmail = defineFormAction(async (form) => {
  const outcome = await followLink('confirmation', form, emailChanged);
  return toFormState(outcome, { done: successMessage });
});
