import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import {
  AUTH,
  credentials,
  HEALTH,
  useRealTimeouts,
  passTime,
  stopTime,
  setUpTestApp,
} from '../support/testApp.ts';
import { createUser } from '../support/users.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import {
  startStalledDatabase,
  startTestDatabase,
  UNREACHABLE,
  whileDatabaseIs,
} from '../support/testDatabase.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const TRIES = 500;

const app = setUpTestApp(() => startTestAppWithDatabase({ THROTTLE_TRIES_PER_MINUTE: '20' }));
beforeEach(() => {
  passTime(24 * 3_600_000);
  app.log.splice(0);
});

let visitors = 0;
const newAddress = () => `203.0.113.${(visitors += 1)}`;

function signIn(email: string, password: string, address = newAddress()): Promise<FunctionResponse> {
  const headers = { 'x-nf-client-connection-ip': address };
  const body = credentials(email, password);
  return app.newBrowser().send({ method: 'POST', path: `${AUTH}/signin`, body, headers });
}

const simultaneously = <T>(ask: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: TRIES }, (_, at) => ask(at)));

function numberOf(status: number, answers: readonly FunctionResponse[]): number {
  return answers.filter(({ statusCode }) => statusCode === status).length;
}

describe('of 500 simultaneous tries exactly the documented number gets through', () => {
  it('5 at one account from one network', async () => {
    const { email } = await createUser(app);
    const address = newAddress();
    const answers = await simultaneously(() => signIn(email, 'wrong 1 pass', address));
    expect([numberOf(200, answers), numberOf(429, answers)]).toEqual([5, TRIES - 5]);
  });

  it('THROTTLE_TRIES_PER_MINUTE from one network, whatever they ask for', async () => {
    const headers = { 'x-nf-client-connection-ip': newAddress() };
    const answers = await simultaneously((at) =>
      app.newBrowser().send({
        path: `${AUTH}/emailpassword/email/exists`,
        query: { email: `${at}@example.com` },
        headers,
      }),
    );
    expect([numberOf(200, answers), numberOf(429, answers)]).toEqual([20, TRIES - 20]);
  });

  async function allowedInProcesses(processes: number, account: string, network: string[]): Promise<number> {
    const program = join(import.meta.dirname, '../support/signInTries.ts');
    const args = [program, account, String(TRIES / processes), String(Date.now()), ...network];
    const runs = Array.from({ length: processes }, () =>
      promisify(execFile)(process.execPath, args, { env: process.env }),
    );
    const allowed = (await Promise.all(runs)).map(({ stdout }) => Number(stdout));
    return allowed.reduce((sum, one) => sum + one, 0);
  }

  it.each([1, 2])('60 at one account from as many networks, out of %i processes', async (processes) => {
    const { email } = await createUser(app);
    expect(await allowedInProcesses(processes, email, [])).toBe(60);
  });

  it('THROTTLE_TRIES_PER_MINUTE from one network, out of two processes', async () => {
    expect(await allowedInProcesses(2, '', [randomUUID()])).toBe(20);
  });
});

describe('a user can sign in, and log and health report the state, with a database that', () => {
  const health = async () => bodyOf(await app.newBrowser().send({ path: HEALTH }));

  async function expectSignIn(throttle: string, database?: string): Promise<void> {
    const { email } = await whileDatabaseIs(undefined, () => createUser(app));
    app.log.splice(0);
    expect(bodyOf(await signIn(email, 'correct horse 1'))).toMatchObject({ status: 'OK' });
    expect(app.log).toHaveLength(1);
    expect(app.log[0]).toMatchObject({ outcome: 'signed_in', throttle });
    expect(app.log[0]?.database).toBe(database);
    expect(await health()).toMatchObject({ status: 'ok', throttle });
  }

  it('works', () => expectSignIn('on'));

  it('refuses connections', async () => {
    useRealTimeouts();
    await whileDatabaseIs(UNREACHABLE, () => expectSignIn('down', 'ECONNREFUSED'));
  });

  it('accepts connections and never responds', async () => {
    useRealTimeouts();
    const stalled = await startStalledDatabase();
    await whileDatabaseIs(stalled.url, () => expectSignIn('down', 'timeout'));
    await stalled.close();
    // Asked once, not once for each of the steps.
    expect(app.log[0]?.durationMs).toBeLessThan(3500);
  });

  it('is not provisioned', () => whileDatabaseIs(undefined, () => expectSignIn('absent')));

  it('has an address that cannot be read', async () => {
    await whileDatabaseIs('no address', () => expectSignIn('down', 'ERR_INVALID_URL'));
  });
});

describe('a connection', () => {
  it('that the server has closed is replaced, and every attempt is counted', async () => {
    const { email } = await createUser(app);
    const address = newAddress();
    for (let tries = 0; tries < 5; tries += 1) {
      await app.database.disconnect();
      expect((await signIn(email, 'wrong 1 pass', address)).statusCode).toBe(200);
    }
    await app.database.disconnect();
    expect((await signIn(email, 'wrong 1 pass', address)).statusCode).toBe(429);
    expect(app.log.every(({ throttle }) => throttle === 'on')).toBe(true);
  });
});

describe('the tables', () => {
  it('are small again when their rows have expired', async () => {
    for (let tries = 0; tries < 15; tries += 1) await signIn(uniqueEmail(), 'wrong 1 pass');
    stopTime(Date.now() + 2 * 24 * 3_600_000);
    await signIn(uniqueEmail(), 'wrong 1 pass');
    await signIn(uniqueEmail(), 'wrong 1 pass');
    const expired = 'SELECT kind FROM counters WHERE expires_at <= $1';
    expect(await app.database.query(expired, [new Date()])).toEqual([]);
  });
});

it('a user can sign in with a database without tables, and log and health report it', async () => {
  const { email } = await createUser(app);
  await startTestDatabase({ tables: false });
  expect(bodyOf(await signIn(email, 'correct horse 1'))).toMatchObject({ status: 'OK' });
  expect(app.log.at(-1)).toMatchObject({ outcome: 'signed_in', throttle: 'down', database: 'no tables' });
  expect(bodyOf(await app.newBrowser().send({ path: HEALTH }))).toMatchObject({ throttle: 'down' });
});
