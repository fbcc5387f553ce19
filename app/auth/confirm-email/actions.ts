'use server';

import { followLink } from '@/app/_server/followLink';
import { toFormState } from '@/app/_server/forms';
import type { FormState } from '@/components/ui/form/formState';
import { emailChanged } from '@/config/contracts/email';
import type * as z from 'zod';

function messageOf({ email, notified, already }: z.infer<typeof emailChanged>): string {
  if (already) return `This link was used before: your address is ${email} already.`;
  const mail = notified ? '' : ' No mail about it could be sent to the old one.';
  return `Your address is ${email} now. Sign in with it from now on.${mail}`;
}

/** Changes an address by the link that was sent to the new one, whoever is signed in in this browser. */
export async function confirmEmail(_before: FormState, form: FormData): Promise<FormState> {
  const outcome = await followLink('confirmation', form, emailChanged);
  const done = outcome.status === 'done' ? messageOf(outcome.answer) : '';
  return toFormState(outcome, { done, values: {} });
}
