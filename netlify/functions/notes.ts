import { newNote, NOTE_LIMITS, type Note } from '../../config/contracts/notes.ts';
import { insertNote, removeNote, readNotes } from '../notes/userData.ts';
import { createFunction } from '../platform/createFunction.ts';
import { NOTHING_HERE, Refusal } from '../platform/http/refusal.ts';
import { defineRoute } from '../platform/routes/defineRoute.ts';

/** `reason` names the translations of the text, with the values in it. */
function tooManyNotes(): Refusal {
  const max = NOTE_LIMITS.perUser;
  return new Refusal(409, 'CONFLICT', `You have ${max} notes. Delete one to add another.`, {
    field: 'text',
    reason: 'notes.full',
    params: { max },
  });
}

async function requireAdded(adding: Promise<Note | undefined>): Promise<Note> {
  const note = await adding;
  if (note === undefined) throw tooManyNotes();
  return note;
}

async function requireDeleted(deleting: Promise<boolean>): Promise<{ deleted: true }> {
  if (!(await deleting)) throw new Refusal(404, 'NOT_FOUND', NOTHING_HERE);
  return { deleted: true };
}

/** `/.netlify/functions/notes`: the notes of the user who is signed in. */
export const handler = createFunction({
  name: 'notes',
  routes: {
    'GET ': defineRoute({
      verifySession: 'live',
      handler: async ({ session }) => ({ notes: await readNotes(session.getUserId()) }),
    }),
    'POST ': defineRoute({
      verifySession: 'live',
      body: newNote,
      handler: ({ session }, { body: { text } }) => requireAdded(insertNote(session.getUserId(), text)),
    }),
    'DELETE :note': defineRoute({
      verifySession: 'live',
      handler: ({ session }, { params: { note = '' } }) =>
        requireDeleted(removeNote(session.getUserId(), note)),
    }),
  },
});
