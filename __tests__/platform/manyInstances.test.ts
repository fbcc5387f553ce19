import type { Query } from '../../netlify/platform/store/database.ts';
import type { Attempt } from '../../netlify/platform/throttle/attempt.ts';
import { countNetwork } from '../../netlify/platform/throttle/throttle.ts';
import { countUntrusted, forgetUntrusted } from '../../netlify/platform/throttle/untrustedTries.ts';
import { setUpTestApp } from '../support/testApp.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';

const LIMIT = 150;

const app = setUpTestApp(() => startTestAppWithDatabase({ THROTTLE_TRIES_PER_MINUTE: String(LIMIT) }));

/** A try needs so few statements that its turn comes in time, however many others wait for theirs. */
const MOST_STATEMENTS = 8;

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

describe('the tries of unknown browsers at an account', () => {
  let networks = 0;
  const newNetwork = () => `network ${(networks += 1)}`;
  const tryAt = (account: string, now = NOW, ask = query) => countUntrusted(ask, account, newNetwork(), now);

  it('are counted in few statements, however many other instances count meanwhile', async () => {
    let statements = 0;
    const besideOthers: Query = async (sql, values) => {
      statements += 1;
      await tryAt('busy');
      return query(sql, values);
    };
    expect(await tryAt('busy', NOW, besideOthers)).toMatchObject({ allowed: true });
    expect(statements).toBeLessThanOrEqual(MOST_STATEMENTS);
  });

  it('are 60 at once and one more in 2 minutes, from as many networks', async () => {
    for (let tries = 0; tries < 60; tries += 1)
      expect(await tryAt('attacked')).toMatchObject({ allowed: true });
    expect(await tryAt('attacked')).toEqual({ allowed: false, retryAfterMs: 120_000 });
    expect(await tryAt('attacked', NOW + 90_000)).toEqual({ allowed: false, retryAfterMs: 30_000 });
    expect(await tryAt('attacked', NOW + 120_000)).toMatchObject({ allowed: true });
    expect(await tryAt('attacked', NOW + 120_000)).toEqual({ allowed: false, retryAfterMs: 120_000 });
  });

  it('of one network do not use up those of others, and are given back after a success', async () => {
    const ofOwner = () => countUntrusted(query, 'shared', 'owner', NOW);
    for (let tries = 0; tries < 5; tries += 1) expect((await ofOwner()).allowed).toBe(true);
    expect(await ofOwner()).toEqual({ allowed: false, retryAfterMs: 2000 });
    for (let tries = 0; tries < 55; tries += 1) expect((await tryAt('shared')).allowed).toBe(true);
    expect((await tryAt('shared')).allowed).toBe(false);
    await Promise.all([1, 2].map(() => forgetUntrusted(query, 'shared', 'owner', NOW)));
    for (let tries = 0; tries < 5; tries += 1) expect((await ofOwner()).allowed).toBe(true);
    expect((await tryAt('shared')).allowed).toBe(false);
  });
});
