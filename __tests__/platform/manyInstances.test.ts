import type { Query } from '../../netlify/platform/store/database.ts';
import type { Attempt } from '../../netlify/platform/throttle/attempt.ts';
import { countNetwork } from '../../netlify/platform/throttle/throttle.ts';
import { setUpTestApp } from '../support/testApp.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';

const LIMIT = 150;

const app = setUpTestApp(() => startTestAppWithDatabase({ THROTTLE_TRIES_PER_MINUTE: String(LIMIT) }));

const attempt: Attempt = { kind: 'sign-in', email: undefined, account: undefined, network: 'one' };
const NOW = Date.UTC(2026, 0, 1, 12);

const query: Query = async (sql, values) => (await app.database.query(sql, values)) as never;

it('a try is counted while there is room, however many other instances count meanwhile', async () => {
  let others = 0;
  const besideOthers: Query = async (sql, values) => {
    if (others < LIMIT - 1) others += (await countNetwork(query, attempt, NOW)).allowed ? 1 : 0;
    return query(sql, values);
  };
  expect(await countNetwork(besideOthers, attempt, NOW)).toMatchObject({ allowed: true });
});

it('a network has all its tries in each minute, and is told when the next one begins', async () => {
  const at = NOW + 5 * 60_000 + 15_000;
  for (let tries = 0; tries < LIMIT; tries += 1)
    expect((await countNetwork(query, attempt, at)).allowed).toBe(true);
  expect(await countNetwork(query, attempt, at)).toEqual({ allowed: false, retryAfterMs: 45_000 });
  expect((await countNetwork(query, attempt, at + 45_000)).allowed).toBe(true);
});
