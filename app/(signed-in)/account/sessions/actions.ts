'use server';

import { refresh } from 'next/cache';
import { askForChange } from '@/app/_server/change';
import { formText, toFormState } from '@/app/_server/forms';
import { ALL_OTHERS, SESSION_FIELD } from '@/components/account/sessionChoice';
import type { FormState } from '@/components/form/formState';
import { FUNCTION_PATHS, sessionsEnded } from '@/config/functionContract';

/** Whoever asked for it twice, or from two tabs, has what she wanted all the same. */
function inWords(chosen: string, ended: number): string {
  if (chosen === ALL_OTHERS) return 'You are signed in here and nowhere else.';
  return ended === 0 ? 'That session was over already.' : 'The session is ended.';
}

/** Ends the session whose button was pressed, or all but this one. The sessions function looks whose they are. */
export async function endSessions(_before: FormState, form: FormData): Promise<FormState> {
  const chosen = formText(form, SESSION_FIELD);
  // A form without a choice must not be taken for the one that ends the most.
  if (chosen === '') return { status: 'refused', message: 'Choose a session to end.', values: {} };
  const below = chosen === ALL_OTHERS ? '' : `/${encodeURIComponent(chosen)}`;
  const outcome = await askForChange({
    path: `${FUNCTION_PATHS.sessions}${below}`,
    method: 'DELETE',
    schema: sessionsEnded,
  });
  if (outcome.status !== 'done') return toFormState(outcome, { done: '', values: {} });
  refresh();
  return { status: 'done', message: inWords(chosen, outcome.answer.ended) };
}
