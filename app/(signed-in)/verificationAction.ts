'use server';

import { askForChange } from '@/app/_server/change';
import { toFormState } from '@/app/_server/forms';
import type { FormState } from '@/components/ui/form/formState';
import { EMAIL_FUNCTION, verificationAsked } from '@/config/contracts/email';

const WORDS = {
  sent: 'A mail with a link is on its way to your address. Not there? It may lie among the spam.',
  verified: 'Your address is verified already. This notice goes within the hour.',
};

/** Has a mail sent by which somebody shows that her address is hers. */
export async function sendVerification(_before: FormState, form: FormData): Promise<FormState> {
  const outcome = await askForChange({
    path: `${EMAIL_FUNCTION}/verification`,
    method: 'POST',
    form,
    schema: verificationAsked,
  });
  const done = outcome.status === 'done' ? WORDS[outcome.answer.status] : '';
  return toFormState(outcome, { done, values: {} });
}
