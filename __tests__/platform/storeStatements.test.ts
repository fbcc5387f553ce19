import { randomUUID } from 'node:crypto';
import { ACTIVITY_STATEMENTS } from '../../netlify/activity/activityRows.ts';
import { LAST_USE_STATEMENTS } from '../../netlify/sign-in-methods/lastUse.ts';
import { FACTOR_STATEMENTS } from '../../netlify/second-factor/factorRows.ts';
import { TRUSTED_STATEMENTS } from '../../netlify/second-factor/trustedRows.ts';
import { COUNTER_STATEMENTS } from '../../netlify/platform/throttle/counterStore.ts';
import { UNTRUSTED_STATEMENTS } from '../../netlify/platform/throttle/untrustedTries.ts';
import { expectNoTableScan } from '../support/queryPlan.ts';
import { startTestDatabase, type TestDatabase } from '../support/testDatabase.ts';

let database: TestDatabase;

const now = new Date();
const entries = '[]';
const values: Record<string, unknown[]> = {
  SELECT: ['s1', 'k', ''],
  WRITE: ['s1', 'k', '', '{}', randomUUID(), now, randomUUID()],
  COUNT_IN_MINUTE: ['s1', 'k', '', 1, randomUUID(), now, 60],
  DELETE_EXPIRED: [now],
  DELETE_ONE: ['s1', 'k', ''],
  DELETE_SUBJECTS: [['s1', 's2']],
  MOVE_SUBJECT: ['s1', 's3'],
};
const untrustedValues: Record<string, unknown[]> = {
  SELECT: ['s1', 'k', 'n'],
  COUNT: ['s1', 'k', 'n', '{}', randomUUID(), now, randomUUID(), 60, 1, 1],
};
const activityValues: Record<string, unknown[]> = {
  SELECT: ['s1', '2026-01-01'],
  INSERT: ['s1', '2026-01-01', 'k', entries, 5],
  DELETE_EXPIRED: ['2026-01-01'],
  MOVE_SUBJECT: ['s1', 's2'],
  DELETE_SUBJECT: ['s1'],
};

const id = randomUUID();
const factorValues: Record<string, unknown[]> = {
  SELECT: ['s1'],
  BEGIN_SETUP: ['s1', 'h', 'k', 'x', now],
  SELECT_SETUP: ['s1', 'h', now],
  DELETE_EXPIRED_SETUPS: [now],
  ADD: ['s1', 'h', 'x', now, id, 1, 'salt', ['a']],
  USE_STEP: ['s1', id, 2],
  USE_RECOVERY_CODE: ['s1', id, 'a'],
  REPLACE_RECOVERY_CODES: ['s1', id, 'salt', ['a'], 'earlier'],
  CONFIRM_SAVED: ['s1', id, 'salt'],
  REPLACE_SECRET: ['s1', id, 'k', 'k2', 'x'],
  MOVE: ['s1', 's2', id, 'k', 'x'],
  DELETE_SUBJECT: ['s1'],
};
const lastUseValues: Record<string, unknown[]> = {
  UPSERT: ['s1', 'password', now],
  SELECT: ['s1'],
  DELETE_SUBJECT: ['s1'],
  MOVE_SUBJECT: ['s1', 's2'],
};
const trustedValues: Record<string, unknown[]> = {
  SELECT_SIGN_IN: ['s1', ['t1', 't2'], now],
  INSERT: ['s1', 't9', 'g', null, null, now, now],
  DELETE_EXPIRED: [now],
  SELECT: ['s1', 'g', now],
  DELETE_SUBJECT: ['s1'],
};

beforeAll(async () => {
  database = await startTestDatabase();
  const { query } = database;
  await query(`INSERT INTO counters SELECT 's' || n, 'k', '', '{}', gen_random_uuid(), now() + n * interval '1 day'
    FROM generate_series(1, 5000) n`);
  await query(`INSERT INTO activity SELECT 's' || n, date '2026-01-01' + n % 60, 'k', 1, '[]'
    FROM generate_series(1, 5000) n`);
  await query(`INSERT INTO sign_in_uses SELECT 's' || n, 'password', now() FROM generate_series(1, 5000) n`);
  await query(`INSERT INTO second_factors SELECT 's' || n, gen_random_uuid(), 'k', 'x', 1, now(), 'salt', '{a,b}'
    FROM generate_series(1, 5000) n`);
  await query(`INSERT INTO second_factor_setups SELECT 's' || n, 'h', 'k', 'x', now() + n * interval '1 day'
    FROM generate_series(1, 5000) n`);
  await query(`INSERT INTO trusted_browsers SELECT 's' || n, 't' || n, 'g', NULL, NULL, now(), now() + n * interval '1 day'
    FROM generate_series(1, 5000) n`);
  await query('ANALYZE');
});

it.each([
  ...Object.entries(COUNTER_STATEMENTS).map(([name, sql]) => ['counters', name, sql, values[name]] as const),
  ...Object.entries(UNTRUSTED_STATEMENTS).map(
    ([name, sql]) => ['counters of unknown browsers', name, sql, untrustedValues[name]] as const,
  ),
  ...Object.entries(ACTIVITY_STATEMENTS).map(
    ([name, sql]) => ['activity', name, sql, activityValues[name]] as const,
  ),
  ...Object.entries(FACTOR_STATEMENTS).map(
    ([name, sql]) => ['second factors', name, sql, factorValues[name]] as const,
  ),
  ...Object.entries(LAST_USE_STATEMENTS).map(
    ([name, sql]) => ['last sign-ins', name, sql, lastUseValues[name]] as const,
  ),
  ...Object.entries(TRUSTED_STATEMENTS).map(
    ([name, sql]) => ['trusted browsers', name, sql, trustedValues[name]] as const,
  ),
])('tables of %s are never scanned as a whole by %s', async (_table, _name, sql, parameters) => {
  await expectNoTableScan(database, sql, parameters);
});
