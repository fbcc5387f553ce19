'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
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

/** An access token has room for a limited number of roles: docs/decisions/029. */
const PARTIAL =
  'This user has more roles than fit into an access token. Code that reads roles must ask the core.';

function describeRoleChange(role: string, isAssigned: boolean, { changed, partial }: RoleChanged): string {
  const assigned = changed ? `Role ${role} assigned.` : `The user already had the role ${role}.`;
  if (isAssigned) return partial === true ? `${assigned} ${PARTIAL}` : assigned;
  return changed ? `Role ${role} removed.` : `The user no longer had the role ${role}.`;
}

/**
 * Assigns or removes the role whose button was pressed. The admin function decides whether that is allowed.
 */
export const changeRole = defineFormAction(async (form) => {
  const given = formText(form, ADMIN_FIELDS.give);
  const role = given || formText(form, ADMIN_FIELDS.take);
  const userId = formText(form, ADMIN_FIELDS.user);
  if (role === '' || userId === '') return refused('Choose a role.');
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
  return { status: 'done', message: describeRoleChange(role, given !== '', outcome.answer) };
});

function describeEnded(chosen: string, ended: number): string {
  if (chosen === ALL_OTHER_SESSIONS) return 'All these sessions have ended.';
  return ended === 0 ? 'That session had already ended.' : 'Session ended.';
}

/** Removes the second factor of the user. */
export const removeUserFactor = defineFormAction(async (form) => {
  const userId = formText(form, ADMIN_FIELDS.user);
  if (userId === '') return refused('Choose a user.');
  const outcome = await requestChange({
    path: userFunctionPath(userId, 'second-factor'),
    method: 'DELETE',
    form,
    schema: userFactorRemoved,
    goneRedirect: NO_SUCH_USER,
  });
  if (outcome.status === 'done') refresh();
  return toFormState(outcome, { done: 'Two-factor authentication is off. All sessions have ended.' });
});

/** Ends one session of the user, or all. The admin function checks that they belong to this user. */
export const endUserSessions = defineFormAction(async (form) => {
  const chosen = formText(form, SESSION_FIELD);
  const userId = formText(form, ADMIN_FIELDS.user);
  if (chosen === '' || userId === '') return refused('Choose a session to end.');
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
  return { status: 'done', message: describeEnded(chosen, outcome.answer.ended) };
});

/** Deletes a user. The admin function compares the typed confirmation. */
export const deleteUser = defineFormAction(async (form) => {
  const values = { confirmation: formText(form, ADMIN_FIELDS.confirmation) };
  const userId = formText(form, ADMIN_FIELDS.user);
  if (userId === '') return refused('Choose a user to delete.');
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
