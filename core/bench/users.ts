import { DatabaseSync } from 'node:sqlite';

/** The user with this number, as stored in the database and as requested by clients. */
export const benchUser = (n: number) => ({
  userId: `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
  email: `user${String(n).padStart(7, '0')}@example.com`,
  timeJoined: FIRST_JOINED + n * 1000,
});

const FIRST_JOINED = Date.UTC(2020, 0, 1);

/** The first user signs up over HTTP and creates a session; all others get copies of these rows. */
export const FIRST_EMAIL = 'first@example.com';
export const PASSWORD = 'correct horse 7 battery';

const NUMBERS =
  'WITH RECURSIVE numbers (n) AS (SELECT :from UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :to)';
const USER_ID = "printf('%08x-0000-4000-8000-000000000000', n)";
const EMAIL = "printf('user%07d@example.com', n)";
const TIME_JOINED = `${FIRST_JOINED} + n * 1000`;

const rows = [
  `users (app_id, user_id, is_primary) ${NUMBERS} SELECT 'public', ${USER_ID}, 0 FROM numbers`,
  `login_methods (app_id, recipe_user_id, user_id, recipe_id, time_joined, email)
   ${NUMBERS} SELECT 'public', ${USER_ID}, ${USER_ID}, 'emailpassword', ${TIME_JOINED}, ${EMAIL} FROM numbers`,
  `login_method_tenants (app_id, recipe_user_id, tenant_id) ${NUMBERS} SELECT 'public', ${USER_ID}, 'public' FROM numbers`,
  `tenant_users (app_id, tenant_id, recipe_id, time_joined, user_id, recipes)
   ${NUMBERS} SELECT 'public', 'public', '', ${TIME_JOINED}, ${USER_ID}, 1 FROM numbers`,
  `tenant_users (app_id, tenant_id, recipe_id, time_joined, user_id)
   ${NUMBERS} SELECT 'public', 'public', 'emailpassword', ${TIME_JOINED}, ${USER_ID} FROM numbers`,
  `user_search (app_id, tenant_id, kind, text, time_joined, user_id, recipe_user_id)
   ${NUMBERS} SELECT 'public', 'public', 'email', ${EMAIL}, ${TIME_JOINED}, ${USER_ID}, ${USER_ID} FROM numbers`,
  `user_search (app_id, tenant_id, kind, text, time_joined, user_id, recipe_user_id)
   ${NUMBERS} SELECT 'public', 'public', 'email', 'example.com', ${TIME_JOINED}, ${USER_ID}, ${USER_ID} FROM numbers`,
  `passwords (app_id, recipe_user_id, password_hash)
   ${NUMBERS} SELECT 'public', ${USER_ID}, (SELECT max(password_hash) FROM passwords) FROM numbers`,
  `active_users (app_id, user_id, last_active_at) ${NUMBERS} SELECT 'public', ${USER_ID}, ${TIME_JOINED} FROM numbers`,
  `sessions (app_id, tenant_id, session_handle, recipe_user_id, refresh_token_hash, user_data_in_database,
     user_data_in_jwt, uses_static_key, created_at, expires_at)
   ${NUMBERS} SELECT 'public', 'public', ${USER_ID}, ${USER_ID}, s.refresh_token_hash, '{}', '{}', 0, s.created_at, s.expires_at
   FROM numbers, (SELECT * FROM sessions ORDER BY rowid LIMIT 1) s`,
];

/** Inserts the users `from` to `to`, each with a password and a session, into the file of a stopped core. */
export function addBenchUsers(file: string, from: number, to: number): void {
  const connection = new DatabaseSync(file);
  try {
    connection.exec('PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000');
    connection.exec('BEGIN');
    for (const row of rows) connection.prepare(`INSERT INTO ${row}`).run({ from, to });
    connection.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    connection.close();
  }
}
