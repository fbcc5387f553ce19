import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { killCoreProcesses, startCoreProcess } from './support/coreProcess';
import { callCore } from './support/testCore';
import type { AnswerBody } from './support/testCore';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'core-'));
  file = join(folder, 'core.db');
});

afterEach(() => {
  killCoreProcesses();
  rmSync(folder, { recursive: true });
});

/** Acknowledged writes, which must survive the crash. */
interface Answered {
  readonly userIds: string[];
  readonly handles: string[];
  /** The newest refresh token of each session that is refreshed continuously, and the number of refreshes. */
  readonly newestTokens: Map<string, string>;
  refreshes: number;
}

type Ask = (path: string, body: object) => Promise<AnswerBody>;

const start = () => startCoreProcess(['--port', '0', '--data', file, '--testing']);

const askAt =
  (url: string): Ask =>
  async (path, body) =>
    (await callCore(url, 'POST', path, body)).body;

const newSession = { userId: 'ada', userDataInJWT: {}, userDataInDatabase: {}, enableAntiCsrf: false };

const trade = (ask: Ask, refreshToken: string) =>
  ask('/recipe/session/refresh', { refreshToken, enableAntiCsrf: false, useDynamicSigningKey: true });

async function signUps(ask: Ask, { userIds }: Answered, name: string): Promise<never> {
  for (let n = 0; ; n++) {
    const email = `${name}-${String(n)}@example.com`;
    userIds.push((await ask('/recipe/signup', { email, password: 'x' })).user.id);
  }
}

async function sessions(ask: Ask, { handles }: Answered): Promise<never> {
  for (;;) handles.push((await ask('/recipe/session', newSession)).session.handle);
}

async function refreshes(ask: Ask, answered: Answered): Promise<never> {
  const { session, refreshToken } = await ask('/recipe/session', newSession);
  for (let token = refreshToken.token; ; answered.refreshes++) {
    answered.newestTokens.set(session.handle, token);
    token = (await trade(ask, token)).refreshToken.token;
  }
}

/** Writes concurrently and kills the core in the meantime. */
async function writeUntilKilled(round: string, least: number): Promise<Answered> {
  const { child, url } = start();
  const ask = askAt(await url);
  const answered: Answered = { userIds: [], handles: [], newestTokens: new Map(), refreshes: 0 };
  const kill = (async () => {
    const isEnough = () =>
      Math.min(answered.userIds.length, answered.handles.length, answered.refreshes) >= least;
    while (!isEnough()) await ask('/recipe/session', newSession);
    child.kill('SIGKILL');
  })();
  await Promise.allSettled([
    kill,
    ...[1, 2].flatMap((client) => [
      signUps(ask, answered, `${round}-${String(client)}`),
      sessions(ask, answered),
      refreshes(ask, answered),
    ]),
  ]);
  await new Promise((resolve) =>
    (child.exitCode ?? child.signalCode) === null ? child.once('exit', resolve) : resolve(null),
  );
  expect(child.signalCode).toBe('SIGKILL');
  return answered;
}

async function lostOf(url: string, { userIds, handles, newestTokens }: Answered): Promise<string[]> {
  const statusOf = async (path: string) => (await callCore(url, 'GET', path)).body.status;
  const lost: string[] = [];
  for (const id of userIds) if ((await statusOf(`/user/id?userId=${id}`)) !== 'OK') lost.push(`user ${id}`);
  for (const handle of handles)
    if ((await statusOf(`/recipe/session?sessionHandle=${handle}`)) !== 'OK') lost.push(`session ${handle}`);
  // If the last but one refresh were lost, its child token would be reported as theft.
  for (const [handle, token] of newestTokens)
    if ((await trade(askAt(url), token)).status !== 'OK') lost.push(`refresh of ${handle}`);
  return lost;
}

test('keeps every acknowledged write after repeated kill -9, in an intact file', async () => {
  const rounds: Answered[] = [];
  for (const least of [5, 40, 120])
    rounds.push(await writeUntilKilled(`round${String(rounds.length)}`, least));

  const last = start();
  const url = await last.url;
  for (const answered of rounds) expect(await lostOf(url, answered)).toEqual([]);
  last.child.kill('SIGTERM');
  expect(await last.ended).toEqual({ code: 0, errors: '' });

  const connection = new DatabaseSync(file);
  expect(connection.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  expect(connection.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  connection.close();
});
