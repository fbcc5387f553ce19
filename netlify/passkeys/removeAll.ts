import { hasDatabase, runStatement } from '../platform/store/database.ts';

const SELECT_ANY = 'SELECT 1 AS found FROM passkeys WHERE user_id = $1 AND removed_at IS NULL LIMIT 1';

/** The owner is told if one of them is used again, as of any that was removed. */
const REMOVE_ALL =
  'UPDATE passkeys SET removed_at = $2 WHERE user_id = $1 AND removed_at IS NULL RETURNING id';

/** The statements, for the test that explains them. */
export const REMOVAL_STATEMENTS = { SELECT_ANY, REMOVE_ALL };

/**
 * Makes sure that passkeys can be removed, before a change that cannot be undone.
 *
 * @throws DatabaseUnavailable
 */
export async function requirePasskeyStore(userId: string): Promise<void> {
  if (hasDatabase()) await runStatement(SELECT_ANY, [userId]);
}

/**
 * Removes all passkeys of a user.
 *
 * @returns whether there were any
 * @throws DatabaseUnavailable if one may be left
 */
export async function removeAllPasskeys(userId: string): Promise<boolean> {
  if (!hasDatabase()) return false;
  return (await runStatement(REMOVE_ALL, [userId, new Date()])).length > 0;
}
