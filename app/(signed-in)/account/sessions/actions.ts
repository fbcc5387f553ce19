'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { askForChange } from '@/app/_server/change';
import { forgetSession } from '@/app/_server/forgetSession';
import { formText, toFormState } from '@/app/_server/forms';
import { ALL_OTHERS, EVERYWHERE, SESSION_FIELD } from '@/components/sessions/sessionChoice';
import type { FormState } from '@/components/ui/form/formState';
import { getEnv } from '@/config/env/env';
import { SESSIONS_FUNCTION, sessionsEnded } from '@/config/contracts/sessions';

/** Whoever asked for it twice, or from two tabs, has what she wanted all the same. */
function inWords(chosen: string, ended: number): string {
  if (chosen === ALL_OTHERS) return 'You are signed in here and nowhere else.';
  return ended === 0 ? 'That session was over already.' : 'The session is ended.';
}

/** What the function is asked to end, below or behind its own path. */
function targetOf(chosen: string): string {
  if (chosen === ALL_OTHERS) return '';
  return chosen === EVERYWHERE ? '?scope=all' : `/${encodeURIComponent(chosen)}`;
}

/** Ends the session whose button was pressed, all but this one, or all. The function checks whose they are. */
export async function endSessions(_before: FormState, form: FormData): Promise<FormState> {
  const chosen = formText(form, SESSION_FIELD);
  // A form without a choice must not be taken for the one that ends the most.
  if (chosen === '') return { status: 'refused', message: 'Choose a session to end.', values: {} };
  const outcome = await askForChange({
    path: `${SESSIONS_FUNCTION}${targetOf(chosen)}`,
    method: 'DELETE',
    form,
    schema: sessionsEnded,
  });
  if (outcome.status !== 'done') return toFormState(outcome, { done: '', values: {} });
  if (chosen === EVERYWHERE) {
    await forgetSession();
    redirect(getEnv().websiteBasePath);
  }
  refresh();
  return { status: 'done', message: inWords(chosen, outcome.answer.ended) };
}
