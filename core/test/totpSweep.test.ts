import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { withConnection } from './support/openedConnection';
import { MINUTE, SECOND, startTestCore } from './support/testCore';
import type { TestCore } from './support/testCore';
import { DEVICE, SECRET } from './support/totpCalls';

test('deletes expired codes once no limit needs them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'core-'));
  /** Runs a core on the same data at another time. */
  const at = async <T>(now: number, work: (core: TestCore, connection: DatabaseSync) => Promise<T>) => {
    const [core, { connection }] = await withConnection(() =>
      startTestCore({ data: join(folder, 'core.db'), clock: { now: () => now } }),
    );
    try {
      // Responds after the first sweep was committed.
      await core.call('GET', '/users/count');
      return await work(core, connection);
    } finally {
      await core.close();
    }
  };
  const codesAt = (now: number) =>
    at(now, (_core, connection) =>
      Promise.resolve(connection.prepare('SELECT count(*) AS count FROM totp_used_codes').get()?.count),
    );
  const T = Date.UTC(2026, 0, 1);
  const wrong = { userId: 'u', totp: 'wrong' };
  try {
    await at(T, async (core) => {
      const device = { userId: 'u', deviceName: 'd', skew: 1, period: 30, secretKey: SECRET };
      await core.call('POST', `${DEVICE}/import`, device);
      for (let n = 0; n < 5; n += 1) await core.call('POST', '/recipe/totp/verify', wrong);
    });
    const { body } = await at(T + 14 * MINUTE, (core) => core.call('POST', '/recipe/totp/verify', wrong));
    expect(body).toMatchObject({ status: 'LIMIT_REACHED_ERROR', retryAfterMs: MINUTE });
    expect(await codesAt(T + 15 * MINUTE + 90 * SECOND)).toBe(5);
    expect(await codesAt(T + 15 * MINUTE + 90 * SECOND + 1)).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
