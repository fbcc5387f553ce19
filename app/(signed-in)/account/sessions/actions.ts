'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { requestChange } from '@/app/_server/change';
import { clearSessionCookies } from '@/app/_server/clearSessionCookies';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toRefusedState } from '@/app/_server/forms';
import { ALL_OTHER_SESSIONS, ALL_SESSIONS, SESSION_FIELD } from '@/components/sessions/sessionField';
import { getEnv } from '@/config/env/env';
import { SESSIONS_FUNCTION, sessionsEnded } from '@/config/contracts/sessions';

/** A session that had already ended is a success, too: the user may have sent the form twice. */
function successMessage(chosen: string, ended: number): string {
  if (chosen === ALL_OTHER_SESSIONS) return 'All other sessions have ended.';
  return ended === 0 ? 'That session had already ended.' : 'Session ended.';
}

/** Returns what to append to the path of the sessions function. */
function pathSuffix(chosen: string): string {
  if (chosen === ALL_OTHER_SESSIONS) return '';
  return chosen === ALL_SESSIONS ? '?scope=all' : `/${encodeURIComponent(chosen)}`;
}

/**
 * Ends one session, all other sessions or all sessions. The sessions function checks that they are the
 * user's.
 */
export const endSessions = defineFormAction(async (form) => {
  const chosen = formText(form, SESSION_FIELD);
  // Without this check an empty choice would end all other sessions.
  if (chosen === '') return { status: 'refused', message: 'Choose a session to end.', values: {} };
  const outcome = await requestChange({
    path: `${SESSIONS_FUNCTION}${pathSuffix(chosen)}`,
    method: 'DELETE',
    form,
    schema: sessionsEnded,
  });
  if (outcome.status !== 'done') return toRefusedState(outcome);
  if (chosen === ALL_SESSIONS) {
    await clearSessionCookies();
    redirect(getEnv().websiteBasePath);
  }
  refresh();
  return { status: 'done', message: successMessage(chosen, outcome.answer.ended) };
});
