import type { Metadata } from 'next';
import { answerOrRedirect, queryFunction } from '@/app/_server/viewer';
import { Panel } from '@/components/ui/Card';
import { ActionForm } from '@/components/ui/form/ActionForm';
import { SubmitButton } from '@/components/ui/form/SubmitButton';
import { TextField } from '@/components/ui/form/TextField';
import { PageHeading } from '@/components/ui/PageHeading';
import { Time } from '@/components/ui/Time';
import { NOTE_LIMITS, noteList, NOTES_FUNCTION, type Note } from '@/config/contracts/notes';
import { addNote, deleteNote } from './actions';

export const metadata: Metadata = { title: 'Your notes' };

function NoteCard({ id, text, createdAt }: Note) {
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
      <SubmitButton
        label="Delete"
        about={text}
        pendingLabel="Deleting…"
        choice={{ name: 'id', value: id }}
        className="button button-small"
      />
    </li>
  );
}

/** The notes of the user, with a form that adds one. */
export default async function NotesPage() {
  const answer = await queryFunction(NOTES_FUNCTION, noteList);
  const { notes } = await answerOrRedirect(answer, NOTES_FUNCTION);
  return (
    <>
      <PageHeading title="Your notes">Only you can see them.</PageHeading>
      <Panel>
        <ActionForm action={addNote} fields={['text']}>
          <TextField
            name="text"
            label="Note"
            hint={`Up to ${NOTE_LIMITS.characters} characters.`}
            autoComplete="off"
          />
          <div className="card-actions">
            <SubmitButton label="Add note" pendingLabel="Adding…" />
          </div>
        </ActionForm>
      </Panel>
      <ActionForm action={deleteNote}>
        {notes.length === 0 ? (
          <p className="text-soft">You have no notes yet.</p>
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
