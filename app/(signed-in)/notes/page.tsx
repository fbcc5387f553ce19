import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { requestChange } from '@/app/_server/change';
import { runFormAction } from '@/app/_server/formAction';
import { formText, toFormState } from '@/app/_server/forms';
import { titleFrom } from '@/app/_server/titleFrom';
import { answerOrRedirect, queryFunction } from '@/app/_server/viewer';
import { Panel } from '@/components/ui/Card';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog';
import { ActionForm } from '@/components/ui/form/ActionForm';
import type { FormState } from '@/components/ui/form/formState';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { TextField } from '@/components/ui/form/TextField';
import { PageHeading } from '@/components/ui/PageHeading';
import { Time } from '@/components/ui/Time';
import { useTranslations } from '@/components/ui/translations';
import {
  NOTE_LIMITS,
  noteAdded,
  noteDeleted,
  noteList,
  NOTES_FUNCTION,
  type Note,
} from '@/config/contracts/notes';

export const generateMetadata = titleFrom('notes');

async function addNote(form: FormData): Promise<FormState> {
  const values = { text: formText(form, 'text') };
  const outcome = await requestChange({
    path: NOTES_FUNCTION,
    method: 'POST',
    form,
    body: values,
    schema: noteAdded,
  });
  if (outcome.status === 'done') refresh();
  const t = await getTranslations('notes');
  return toFormState(outcome, { done: t('added'), values });
}

async function deleteNote(form: FormData): Promise<FormState> {
  const outcome = await requestChange({
    path: `${NOTES_FUNCTION}/${encodeURIComponent(formText(form, 'id'))}`,
    method: 'DELETE',
    form,
    schema: noteDeleted,
    // The note is gone: the page without it is what the user wants to see.
    goneRedirect: '/notes',
  });
  if (outcome.status === 'done') refresh();
  const t = await getTranslations('notes');
  return toFormState(outcome, { done: t('deleted') });
}

/** The server action of both forms. */
async function changeNotes(...sent: unknown[]): Promise<FormState> {
  'use server';
  return runFormAction(sent, (form) => (form.has('id') ? deleteNote(form) : addNote(form)));
}

function NoteCard({ id, text, createdAt }: Note) {
  const t = useTranslations('notes');
  return (
    <li className="card flex flex-wrap items-center justify-between gap-x-8 gap-y-4 px-5 py-4 sm:px-6">
      <div className="grid min-w-0 gap-1">
        <p dir="auto" className="wrap-anywhere">
          {text}
        </p>
        <p className="text-small text-soft">
          <Time at={createdAt} />
        </p>
      </div>
      <ConfirmDialog
        label={t('delete')}
        about={text}
        className="button button-small"
        title={t('deleteTitle')}
        subject={text}
        text={t('deleteText')}
        pendingLabel={t('deleting')}
        choice={{ name: 'id', value: id }}
      />
    </li>
  );
}

/** The notes of the user, with a form that adds one. */
export default async function NotesPage() {
  const t = await getTranslations('notes');
  const answer = await queryFunction(NOTES_FUNCTION, noteList);
  const { notes } = await answerOrRedirect(answer, NOTES_FUNCTION);
  return (
    <>
      <PageHeading title={t('title')}>{t('lead')}</PageHeading>
      <Panel>
        <ActionForm action={changeNotes} fields={['text']}>
          <TextField
            name="text"
            label={t('note')}
            hint={t('noteHint', { max: NOTE_LIMITS.characters })}
            autoComplete="off"
          />
          <div className="card-actions">
            <SubmitButton label={t('add')} pendingLabel={t('adding')} />
          </div>
        </ActionForm>
      </Panel>
      <ActionForm action={changeNotes}>
        {notes.length === 0 ? (
          <p className="text-soft">{t('none')}</p>
        ) : (
          <ul className="grid grid-cols-1 gap-3">
            {notes.map((note) => (
              <NoteCard key={note.id} {...note} />
            ))}
          </ul>
        )}
      </ActionForm>
    </>
  );
}
