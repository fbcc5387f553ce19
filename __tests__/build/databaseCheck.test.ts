import { describeDatabase } from '../../netlify/build/databaseCheck.ts';
import {
  startStalledDatabase,
  startTestDatabase,
  UNREACHABLE,
  whileDatabaseIs,
} from '../support/testDatabase.ts';

it('says that attempts are counted, now or once Netlify has made the tables', async () => {
  await startTestDatabase({ tables: false });
  expect(await describeDatabase(['password'])).toMatch(/^Throttle on with this deploy: /);
  await startTestDatabase();
  expect(await describeDatabase(['password'])).toBe('Throttle on: the database answers and has its tables.');
});

it('warns where there is no database', async () => {
  const line = await whileDatabaseIs(undefined, () => describeDatabase(['password']));
  expect(line).toMatch(/^Warning: throttle absent: NETLIFY_DB_URL is not set, so attempts are not counted/);
});

it('says what passkeys need the database for', async () => {
  const methods = ['password', 'passkey'] as const;
  const line = await whileDatabaseIs(undefined, () => describeDatabase(methods));
  expect(line).toContain('activity is not recorded, users have no passkeys.');
});

it('warns, without the address, beside a database that refuses connections or does not answer', async () => {
  const refused = await whileDatabaseIs(UNREACHABLE, () => describeDatabase(['password']));
  expect(refused).toMatch(/^Warning: throttle down: the database cannot be used \(ECONNREFUSED\), /);
  const stalled = await startStalledDatabase();
  const silent = await whileDatabaseIs(stalled.url, () => describeDatabase(['password'], 50));
  await stalled.close();
  expect(silent).toMatch(/^Warning: throttle down: the database cannot be used \(timeout\), /);
  expect(refused + silent).not.toMatch(/postgres/);
});

it('says what a missing database means where the second factor is on', async () => {
  const on = { SECOND_FACTOR: 'optional', SECOND_FACTOR_KEY: 'k'.repeat(32) };
  const line = await whileDatabaseIs(undefined, () => describeDatabase(['password'], undefined, on));
  expect(line).toContain('users who sign in can do nothing, because SECOND_FACTOR is on');
});
