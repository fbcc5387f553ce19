'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { NO_SUCH_USER, userFunctionPath } from '@/app/_server/administrator';
import { askForChange } from '@/app/_server/change';
import { formText, toFormState } from '@/app/_server/forms';
import { ALL_OTHERS, SESSION_FIELD } from '@/components/sessions/sessionChoice';
import { ADMIN_FIELDS } from '@/components/admin/adminFields';
import type { FormState } from '@/components/ui/form/formState';
import { roleChanged, userDeleted, type RoleChanged } from '@/config/contracts/admin';
import { sessionsEnded } from '@/config/contracts/sessions';

/** A form without a choice must not be taken for one that chose something. */
const nothingChosen = (message: string): FormState => ({ status: 'refused', message, values: {} });

/** More roles than an access token carries work as before, for whatever asks the core. */
const PARTIAL =
  'This user has more roles than an access token carries. Code that reads roles has to ask the core.';

function roleInWords(role: string, gives: boolean, { changed, partial }: RoleChanged): string {
  const given = changed ? `The role ${role} is given.` : `The role ${role} was given already.`;
  if (gives) return partial === true ? `${given} ${PARTIAL}` : given;
  return changed ? `The role ${role} is taken away.` : `The role ${role} was not there any more.`;
}

/** Gives or takes the role whose button was pressed. The admin function decides. */
export async function changeRole(_before: FormState, form: FormData): Promise<FormState> {
  const given = formText(form, ADMIN_FIELDS.give);
  const role = given || formText(form, ADMIN_FIELDS.take);
  const userId = formText(form, ADMIN_FIELDS.user);
  if (role === '' || userId === '') return nothingChosen('Choose a role.');
  const outcome = await askForChange({
    path: userFunctionPath(userId, 'roles', role),
    method: given === '' ? 'DELETE' : 'PUT',
    form,
    schema: roleChanged,
    ifGone: NO_SUCH_USER,
  });
  if (outcome.status === 'refused') return nothingChosen(outcome.message);
  if (outcome.status !== 'done') return toFormState(outcome, { done: '', values: {} });
  refresh();
  return { status: 'done', message: roleInWords(role, given !== '', outcome.answer) };
}

function endedInWords(chosen: string, ended: number): string {
  if (chosen === ALL_OTHERS) return 'All these sessions are ended.';
  return ended === 0 ? 'That session was over already.' : 'The session is ended.';
}

/** Ends the session whose button was pressed, or all of the user's. The admin function looks whose they are. */
export async function endUserSessions(_before: FormState, form: FormData): Promise<FormState> {
  const chosen = formText(form, SESSION_FIELD);
  const userId = formText(form, ADMIN_FIELDS.user);
  if (chosen === '' || userId === '') return nothingChosen('Choose a session to end.');
  const outcome = await askForChange({
    path: userFunctionPath(userId, 'sessions', ...(chosen === ALL_OTHERS ? [] : [chosen])),
    method: 'DELETE',
    form,
    schema: sessionsEnded,
    ifGone: NO_SUCH_USER,
  });
  if (outcome.status === 'refused') return nothingChosen(outcome.message);
  if (outcome.status !== 'done') return toFormState(outcome, { done: '', values: {} });
  refresh();
  return { status: 'done', message: endedInWords(chosen, outcome.answer.ended) };
}

/** Deletes a user whose address was typed. The admin function compares it. */
export async function deleteUser(_before: FormState, form: FormData): Promise<FormState> {
  const values = { confirmation: formText(form, ADMIN_FIELDS.confirmation) };
  const userId = formText(form, ADMIN_FIELDS.user);
  if (userId === '') return nothingChosen('Choose a user to delete.');
  const outcome = await askForChange({
    path: userFunctionPath(userId, 'deletion'),
    method: 'POST',
    form,
    body: values,
    schema: userDeleted,
    ifGone: NO_SUCH_USER,
  });
  if (outcome.status === 'done') redirect('/admin?deleted=1');
  return toFormState(outcome, { done: '', values });
}
