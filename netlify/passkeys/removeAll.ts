import type { EarlyCredential } from '../platform/account/earlyCredential.ts';
import { hasDatabase, runStatement } from '../platform/store/database.ts';

const SELECT_ANY = 'SELECT 1 AS found FROM passkeys WHERE user_id = $1 AND removed_at IS NULL LIMIT 1';

/** The owner is told if one of them is used again, as of any that was removed. */
const REMOVE_ALL =
  'UPDATE passkeys SET removed_at = $2 WHERE user_id = $1 AND removed_at IS NULL RETURNING id';

/** The statements, for the test that explains them. */
export const REMOVAL_STATEMENTS = { SELECT_ANY, REMOVE_ALL };

/** The passkeys of an account, for a reset that is the first proof of its address. */
export const earlyPasskeys: EarlyCredential = {
  kind: 'passkey',
  async requireStore(userId) {
    if (hasDatabase()) await runStatement(SELECT_ANY, [userId]);
  },
  removeAll: async (userId) =>
    hasDatabase() && (await runStatement(REMOVE_ALL, [userId, new Date()])).length > 0,
};
