'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { NO_SUCH_USER, userFunctionPath } from '@/app/(signed-in)/admin/_server/users';
import { requestChange } from '@/app/_server/change';
import { defineFormAction } from '@/app/_server/formAction';
import { formText, toFormState, toRefusedState } from '@/app/_server/forms';
import { ALL_OTHER_SESSIONS, SESSION_FIELD } from '@/components/sessions/sessionField';
import { ADMIN_FIELDS } from '@/components/admin/adminFields';
import type { FormState } from '@/components/ui/form/formState';
import { roleChanged, userDeleted, userFactorRemoved, type RoleChanged } from '@/config/contracts/admin';
import { sessionsEnded } from '@/config/contracts/sessions';

const refused = (message: string): FormState => ({ status: 'refused', message, values: {} });

/** `partial`: an access token has room for a limited number of roles (docs/decisions/029). */
async function describeRoleChange(
  role: string,
  isAssigned: boolean,
  { changed, partial }: RoleChanged,
): Promise<string> {
  const t = await getTranslations('admin');
  if (!isAssigned) return t(changed ? 'roles.removed' : 'roles.alreadyRemoved', { role });
  const assigned = t(changed ? 'roles.assigned' : 'roles.alreadyAssigned', { role });
  return partial === true ? `${assigned} ${t('roles.partial')}` : assigned;
}

/**
 * Assigns or removes the role whose button was pressed. The admin function decides whether that is allowed.
 */
export const changeRole = defineFormAction(async (form) => {
  const t = await getTranslations('admin');
  const given = formText(form, ADMIN_FIELDS.give);
  const role = given || formText(form, ADMIN_FIELDS.take);
  const userId = formText(form, ADMIN_FIELDS.user);
  if (role === '' || userId === '') return refused(t('roles.choose'));
  const outcome = await requestChange({
    path: userFunctionPath(userId, 'roles', role),
    method: given === '' ? 'DELETE' : 'PUT',
    form,
    schema: roleChanged,
    goneRedirect: NO_SUCH_USER,
  });
  if (outcome.status === 'refused') return refused(outcome.message);
  if (outcome.status !== 'done') return toRefusedState(outcome);
  refresh();
  return { status: 'done', message: await describeRoleChange(role, given !== '', outcome.answer) };
});

async function describeEnded(chosen: string, ended: number): Promise<string> {
  const t = await getTranslations('admin');
  if (chosen === ALL_OTHER_SESSIONS) return t('sessions.allEnded');
  return ended === 0 ? t('sessions.alreadyEnded') : t('sessions.ended');
}

/** Removes the second factor of the user. */
export const removeUserFactor = defineFormAction(async (form) => {
  const t = await getTranslations('admin');
  const userId = formText(form, ADMIN_FIELDS.user);
  if (userId === '') return refused(t('factor.choose'));
  const outcome = await requestChange({
    path: userFunctionPath(userId, 'second-factor'),
    method: 'DELETE',
    form,
    schema: userFactorRemoved,
    goneRedirect: NO_SUCH_USER,
  });
  if (outcome.status === 'done') refresh();
  return toFormState(outcome, { done: t('factor.turnedOff') });
});

/** Ends one session of the user, or all. The admin function checks that they belong to this user. */
export const endUserSessions = defineFormAction(async (form) => {
  const t = await getTranslations('admin');
  const chosen = formText(form, SESSION_FIELD);
  const userId = formText(form, ADMIN_FIELDS.user);
  if (chosen === '' || userId === '') return refused(t('sessions.choose'));
  const outcome = await requestChange({
    path: userFunctionPath(userId, 'sessions', ...(chosen === ALL_OTHER_SESSIONS ? [] : [chosen])),
    method: 'DELETE',
    form,
    schema: sessionsEnded,
    goneRedirect: NO_SUCH_USER,
  });
  if (outcome.status === 'refused') return refused(outcome.message);
  if (outcome.status !== 'done') return toRefusedState(outcome);
  refresh();
  return { status: 'done', message: await describeEnded(chosen, outcome.answer.ended) };
});

/** Deletes a user. The admin function compares the typed confirmation. */
export const deleteUser = defineFormAction(async (form) => {
  const t = await getTranslations('admin');
  const values = { confirmation: formText(form, ADMIN_FIELDS.confirmation) };
  const userId = formText(form, ADMIN_FIELDS.user);
  if (userId === '') return refused(t('deletion.choose'));
  const outcome = await requestChange({
    path: userFunctionPath(userId, 'deletion'),
    method: 'POST',
    form,
    body: values,
    schema: userDeleted,
    goneRedirect: NO_SUCH_USER,
  });
  if (outcome.status === 'done') redirect('/admin?deleted=1');
  return toRefusedState(outcome, values);
});
