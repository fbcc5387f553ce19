import { runStatement, withDatabase } from '../platform/store/database.ts';

/** What a sign-in has to know: whether the user has a factor, and whether they trust this browser. */
const SELECT_SIGN_IN = `
  SELECT EXISTS (SELECT 1 FROM second_factors WHERE subject = $1) AS enrolled,
    (SELECT generation FROM trusted_browsers WHERE subject = $1 AND token = ANY ($2) AND expires_at > $3
      ORDER BY trusted_at DESC LIMIT 1) AS trusted_in`;

/** Only for a user who still has the factor: it may be removed at the same time. */
const INSERT = `
  INSERT INTO trusted_browsers (subject, token, generation, browser, system, trusted_at, expires_at)
  SELECT subject, $2, $3, $4, $5, $6::timestamptz, $7::timestamptz FROM second_factors WHERE subject = $1 FOR SHARE`;

/** A statement of its own that waits for no lock, so that it cannot block another. */
const DELETE_EXPIRED = `
  DELETE FROM trusted_browsers WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM trusted_browsers WHERE expires_at <= $1
    ORDER BY expires_at LIMIT 20 FOR UPDATE SKIP LOCKED))`;

const SELECT = `
  SELECT browser, system, trusted_at, expires_at FROM trusted_browsers
  WHERE subject = $1 AND generation = $2 AND expires_at > $3 ORDER BY trusted_at DESC`;

const DELETE_SUBJECT = 'DELETE FROM trusted_browsers WHERE subject = $1 RETURNING token';

/** The statements, for the test that explains them. */
export const TRUSTED_STATEMENTS = { SELECT_SIGN_IN, INSERT, DELETE_EXPIRED, SELECT, DELETE_SUBJECT };

/** What the database says at a sign-in. */
export interface SignInFacts {
  enrolled: boolean;
  /** The state of the credentials in which the user trusted this browser; undefined if they did not. */
  trustedIn: string | undefined;
}

/** @param tokens hashes of the tokens that the browser has */
export async function readSignInFacts(subject: string, tokens: readonly string[]): Promise<SignInFacts> {
  const values = [subject, tokens, new Date()];
  const [row] = await runStatement<{ enrolled: boolean; trusted_in: string | null }>(SELECT_SIGN_IN, values);
  return { enrolled: row?.enrolled === true, trustedIn: row?.trusted_in ?? undefined };
}

/** A browser in which a user is not asked for the second factor. */
export interface TrustedBrowser {
  /** Names for display; null if unknown. */
  browser: string | null;
  system: string | null;
  trustedAt: Date;
  expiresAt: Date;
}

/** Trusts a browser, and makes room by removing expired rows. */
export async function insertTrusted(
  subject: string,
  { token, generation }: { token: string; generation: string },
  { browser, system, trustedAt, expiresAt }: TrustedBrowser,
): Promise<void> {
  await withDatabase(async (query) => {
    await query(INSERT, [subject, token, generation, browser, system, trustedAt, expiresAt]);
    await query(DELETE_EXPIRED, [trustedAt]);
  });
}

interface TrustedRow {
  browser: string | null;
  system: string | null;
  trusted_at: Date;
  expires_at: Date;
}

/**
 * Returns the browsers that a user trusts, the last one first.
 *
 * @param generation current state of the user's credentials
 */
export async function selectTrusted(subject: string, generation: string): Promise<TrustedBrowser[]> {
  const rows = await runStatement<TrustedRow>(SELECT, [subject, generation, new Date()]);
  return rows.map(({ trusted_at, expires_at, ...names }) => ({
    ...names,
    trustedAt: trusted_at,
    expiresAt: expires_at,
  }));
}

/** Ends the trust in all browsers of a user, and returns their number. */
export async function deleteTrusted(subject: string): Promise<number> {
  return (await runStatement(DELETE_SUBJECT, [subject])).length;
}
