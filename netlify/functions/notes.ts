import { randomUUID } from 'node:crypto';
import { newNote, NOTE_LIMITS, type Note } from '../../config/contracts/notes.ts';
import { createFunction } from '../platform/createFunction.ts';
import { NOTHING_HERE, Refusal } from '../platform/http/refusal.ts';
import { defineRoute } from '../platform/routes/defineRoute.ts';
import { runStatement } from '../platform/store/database.ts';
import { userDataInDatabase } from '../platform/userData.ts';

const SELECT = `
  SELECT id, text, created_at AS "createdAt" FROM notes WHERE user_id = $1 ORDER BY created_at DESC, id`;

/** The count is locked until the note is there: of two requests for the last free place one gets it. */
const INSERT = `
  WITH counted AS (
    INSERT INTO note_counts AS known (user_id, notes) VALUES ($1, 1)
    ON CONFLICT (user_id) DO UPDATE SET notes = known.notes + 1 WHERE known.notes < $5
    RETURNING user_id)
  INSERT INTO notes (user_id, id, text, created_at) SELECT user_id, $2, $3, $4 FROM counted
  RETURNING id`;

const DELETE_ONE = `
  WITH deleted AS (DELETE FROM notes WHERE user_id = $1 AND id = $2 RETURNING user_id)
  UPDATE note_counts SET notes = notes - 1 WHERE user_id IN (SELECT user_id FROM deleted)
  RETURNING user_id`;

const DELETE_ALL = `
  WITH counts AS (DELETE FROM note_counts WHERE user_id = $1)
  DELETE FROM notes WHERE user_id = $1`;

/** The user may have more notes than they can add. */
const MOVE_ALL = `
  WITH counts AS (DELETE FROM note_counts WHERE user_id = $1),
    moved AS (UPDATE notes SET user_id = $2 WHERE user_id = $1 RETURNING id)
  INSERT INTO note_counts AS known (user_id, notes) SELECT $2, count(*) FROM moved HAVING count(*) > 0
  ON CONFLICT (user_id) DO UPDATE SET notes = known.notes + excluded.notes`;

/** Returns the notes of a user, newest first. */
async function readNotes(userId: string): Promise<Note[]> {
  const rows = await runStatement<Omit<Note, 'createdAt'> & { createdAt: Date }>(SELECT, [userId]);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.getTime() }));
}

/** Adds a note. Returns undefined if the user has as many as a user can have. */
async function insertNote(userId: string, text: string): Promise<Note | undefined> {
  const note = { id: randomUUID(), text, createdAt: Date.now() };
  const values = [userId, note.id, text, new Date(note.createdAt), NOTE_LIMITS.perUser];
  const added = await runStatement(INSERT, values);
  return added.length === 0 ? undefined : note;
}

/** Deletes a note. Returns false if the user has no such note. */
async function removeNote(userId: string, id: string): Promise<boolean> {
  const deleted = await runStatement(DELETE_ONE, [userId, id]);
  return deleted.length > 0;
}

/** What the export of a user's data contains, and what the deletion of their account erases. */
export const notes = userDataInDatabase({
  read: readNotes,
  erase: (userId) => runStatement(DELETE_ALL, [userId]),
  move: (fromId, toId) => runStatement(MOVE_ALL, [fromId, toId]),
});

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
