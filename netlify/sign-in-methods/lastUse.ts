import { currentScope } from '../platform/http/scope.ts';
import { hasDatabase, fallBackIfUnavailable, runStatement } from '../platform/store/database.ts';
import { subjectOf } from '../platform/store/subject.ts';

const UPSERT = `
  INSERT INTO sign_in_uses AS known (subject, method, used_at) VALUES ($1, $2, $3)
  ON CONFLICT (subject, method) DO UPDATE SET used_at = greatest(known.used_at, excluded.used_at)`;

const SELECT = 'SELECT method, used_at FROM sign_in_uses WHERE subject = $1';

const DELETE_SUBJECT = 'DELETE FROM sign_in_uses WHERE subject = $1';

/** Keeps the later of two uses. */
const MOVE_SUBJECT = `
  WITH moved AS (DELETE FROM sign_in_uses WHERE subject = $1 RETURNING method, used_at)
  INSERT INTO sign_in_uses AS known (subject, method, used_at) SELECT $2, method, used_at FROM moved
  ON CONFLICT (subject, method) DO UPDATE SET used_at = greatest(known.used_at, excluded.used_at)`;

/** The statements, for the test that explains them. */
export const LAST_USE_STATEMENTS = { UPSERT, SELECT, DELETE_SUBJECT, MOVE_SUBJECT };

/** Records how the user of a session that this request has created signed in, if there is one. */
export async function recordLastUse(): Promise<void> {
  const { signedInBy, signedInUserId } = currentScope() ?? {};
  if (signedInBy === undefined || signedInUserId === undefined || !hasDatabase()) return;
  const values = [subjectOf(signedInUserId), signedInBy, new Date()];
  await fallBackIfUnavailable([], () => runStatement(UPSERT, values));
}

/** When a user has last signed in by each way, in milliseconds since the epoch. */
export async function readLastUses(userId: string): Promise<Record<string, number>> {
  const rows = await runStatement<{ method: string; used_at: Date }>(SELECT, [subjectOf(userId)]);
  return Object.fromEntries(rows.map(({ method, used_at: usedAt }) => [method, usedAt.getTime()]));
}

export async function eraseLastUses(userId: string): Promise<void> {
  await runStatement(DELETE_SUBJECT, [subjectOf(userId)]);
}

/** Moves the uses of a user to another one, whose account this one has become a part of. */
export async function moveLastUses(fromId: string, toId: string): Promise<void> {
  await runStatement(MOVE_SUBJECT, [subjectOf(fromId), subjectOf(toId)]);
}
