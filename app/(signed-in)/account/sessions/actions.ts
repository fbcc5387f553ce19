'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requestChange } from '@/app/_server/change';
import { clearSessionCookies } from '@/app/_server/clearSessionCookies';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toRefusedState } from '@/app/_server/forms';
import { ALL_OTHER_SESSIONS, ALL_SESSIONS, SESSION_FIELD } from '@/components/sessions/sessionField';
import { getEnv } from '@/config/env/env';
import { SESSIONS_FUNCTION, sessionsEnded } from '@/config/contracts/sessions';

/** A session that had already ended is a success, too: the user may have sent the form twice. */
async function successMessage(chosen: string, ended: number): Promise<string> {
  const t = await getTranslations('sessions');
  if (chosen === ALL_OTHER_SESSIONS) return t('othersEnded');
  return ended === 0 ? t('alreadyEnded') : t('ended');
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
  if (chosen === '') {
    const t = await getTranslations('sessions');
    return { status: 'refused', message: t('chooseOne'), values: {} };
  }
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
  return { status: 'done', message: await successMessage(chosen, outcome.answer.ended) };
});
