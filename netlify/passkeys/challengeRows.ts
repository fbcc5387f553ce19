const INSERT = `
  INSERT INTO passkey_challenges (challenge, bound_to, expires_at) VALUES ($1, $2, $3)
  ON CONFLICT (challenge) DO NOTHING`;

/** Of several requests with one challenge, one gets a row. */
const TAKE = 'DELETE FROM passkey_challenges WHERE challenge = $1 AND bound_to = $2 RETURNING expires_at';

/** A statement of its own that waits for no lock, so that it cannot block another. */
const DELETE_EXPIRED = `
  DELETE FROM passkey_challenges WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM passkey_challenges WHERE expires_at <= $1
    ORDER BY expires_at LIMIT 20 FOR UPDATE SKIP LOCKED))`;

/** The statements, for the test that explains them. */
export const CHALLENGE_STATEMENTS = { INSERT, TAKE, DELETE_EXPIRED };
