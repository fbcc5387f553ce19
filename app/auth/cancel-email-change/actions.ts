'use server';

import { followLink } from '@/app/_server/followLink';
import { clearSessionCookies } from '@/app/_server/clearSessionCookies';
import { defineFormAction } from '@/app/_server/formAction';
import { toFormState } from '@/app/_server/forms';
import { emailChangeCancelled } from '@/config/contracts/email';

const DONE = 'Email change canceled. All sessions have ended. Set a new password now.';

/** Cancels an email change by the link that was sent to the current address. Needs no session. */
export const cancelEmailChange = defineFormAction(async (form) => {
  const outcome = await followLink('cancellation', form, emailChangeCancelled);
  if (outcome.status === 'done' && outcome.answer.signedOutHere) await clearSessionCookies();
  return toFormState(outcome, { done: DONE });
});
