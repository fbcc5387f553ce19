import { randomUUID } from 'node:crypto';
import { CHALLENGE_STATEMENTS } from '../../netlify/passkeys/challengeRows.ts';
import { PASSKEY_STATEMENTS } from '../../netlify/passkeys/passkeyRows.ts';
import { REMOVAL_STATEMENTS } from '../../netlify/passkeys/removeAll.ts';
import { expectNoTableScan } from '../support/queryPlan.ts';
import { startTestDatabase, type TestDatabase } from '../support/testDatabase.ts';

let database: TestDatabase;

const id = randomUUID();
const now = new Date('2026-01-01');

const values: Record<string, readonly unknown[]> = {
  INSERT: [id, 'c0', 'u1', 'localhost', 'key', 0, '[]', false, false, 'name', now, 20],
  SELECT_OF_USER: ['u1'],
  SELECT_BY_CREDENTIAL: ['c1'],
  UPDATE_USED: ['c1', 1, false, now, 'challenge'],
  UPDATE_NAME: [id, 'u1', 'name'],
  UPDATE_REMOVED: [id, 'u1', now, true],
  DELETE_LONG_REMOVED: [now],
  DELETE_EARLY_REMOVED: ['u1', 50],
  MOVE_TO_USER: ['u1', 'u2'],
  DELETE_ONE: [id, 'u1'],
  DELETE_OF_USER: ['u1'],
};

const challengeValues: Record<string, readonly unknown[]> = {
  INSERT: ['x', 'y', now],
  TAKE: ['x', 'y'],
  DELETE_EXPIRED: [now],
};

const removalValues: Record<string, readonly unknown[]> = { SELECT_ANY: ['u1'], REMOVE_ALL: ['u1', now] };

beforeAll(async () => {
  database = await startTestDatabase();
  await database.query(`INSERT INTO passkeys
    SELECT gen_random_uuid(), 'c' || n, 'u' || n / 3, 'localhost', 'key', 0, '[]', false, false, 'name', now()
    FROM generate_series(1, 5000) n`);
  await database.query(`INSERT INTO passkey_challenges
    SELECT 'x' || n, 'y', now() + n * interval '1 day' FROM generate_series(1, 5000) n`);
  await database.query('ANALYZE');
});

it.each([
  ...Object.entries(PASSKEY_STATEMENTS).map(([name, sql]) => [name, sql, values[name]] as const),
  ...Object.entries(REMOVAL_STATEMENTS).map(([name, sql]) => [name, sql, removalValues[name]] as const),
  ...Object.entries(CHALLENGE_STATEMENTS).map(
    ([name, sql]) => [`${name} of challenges`, sql, challengeValues[name]] as const,
  ),
])('%s reads no whole table', async (_name, sql, parameters) => {
  await expectNoTableScan(database, sql, parameters);
});

describe('a statement that is repeated after a lost connection', () => {
  const INSERTED = [id, 'repeated', 'user', 'localhost', 'key', 0, '[]', false, false, 'name', now, 20];

  it('adds a passkey once', async () => {
    const first = await database.query(PASSKEY_STATEMENTS.INSERT, INSERTED);
    const second = await database.query(PASSKEY_STATEMENTS.INSERT, INSERTED);
    expect([first.length, second]).toEqual([1, first]);
    const other = [randomUUID(), ...INSERTED.slice(1)];
    expect(await database.query(PASSKEY_STATEMENTS.INSERT, other)).toEqual([]);
  });

  it('records a use once, and takes no copy for it', async () => {
    const use = (counter: number, challenge: string) =>
      database.query(PASSKEY_STATEMENTS.UPDATE_USED, ['repeated', counter, false, now, challenge]);
    expect((await use(5, 'first')).length).toBe(1);
    expect((await use(5, 'first')).length).toBe(1);
    expect((await use(5, 'second')).length).toBe(0);
    expect((await use(6, 'second')).length).toBe(1);
  });
});
