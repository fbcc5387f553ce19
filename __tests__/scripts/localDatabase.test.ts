import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Starts the local database like scripts/preload/front.cjs, and returns the result. */
const PROGRAM = `
const { patchLocalDatabase } = require(${JSON.stringify(resolve('scripts/preload/database.cjs'))});
const NetlifyDB = patchLocalDatabase(process.argv[1]);
const database = new NetlifyDB({ directory: 'never-used' });
const [insert] = process.argv.slice(2);
database.start().then(async () => {
  if (insert) await database.exec(insert);
  const { rows } = await database.query('SELECT subject FROM activity');
  console.log(JSON.stringify(rows));
  if (process.send) return process.send('ready');
  await database.stop();
}, (error) => console.log(String(error)));
`;

const INSERT = "INSERT INTO activity VALUES ('kept', '2026-01-01', 'signed_in', 1, '[]')";

let parent: string;
let folder: string;
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'local-database-'));
  folder = join(parent, 'db');
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

async function start(): Promise<string> {
  const { stdout } = await run(process.execPath, ['-e', PROGRAM, '--', folder], { cwd: parent });
  return stdout.trim();
}

it('has the tables, refuses a folder in use or damaged in one line, and keeps its rows', async () => {
  const first = spawn(process.execPath, ['-e', PROGRAM, '--', folder, INSERT], {
    cwd: parent,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(first, 'message');
  expect(await start()).toBe('Error: another start uses db. Stop it, or choose other data with --data');
  first.kill();
  await once(first, 'exit');
  expect(await start()).toBe('[{"subject":"kept"}]');
  writeFileSync(join(folder, 'global', 'pg_control'), '');
  expect(await start()).toBe(
    'Error: db cannot be opened: its data is damaged. Delete the folder to start with an empty database',
  );
});

/** Starts the database as netlify-cli does, in a thread, and says what the CLI and a function see. */
const THREAD_PROGRAM = `
const { runDatabaseInThread } = require(${JSON.stringify(resolve('scripts/preload/database.cjs'))});
const { createRequire } = require('node:module');
const { NetlifyDB, isReady } = runDatabaseInThread(process.argv[1]);
const database = new NetlifyDB({ directory: 'never-used' });
const pg = createRequire(process.argv[2])('pg');
database.start().then(async (url) => {
  process.env.NETLIFY_DB_URL = url;
  const before = isReady();
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query('SELECT subject FROM activity');
    await client.end();
    console.log(JSON.stringify([before, isReady(), rows]));
  } catch {
    console.log(JSON.stringify([before, isReady(), process.env.NETLIFY_DB_URL ?? null]));
  }
  await database.stop();
});
`;

async function startThread(): Promise<{ stdout: string; stderr: string }> {
  const args = ['-e', THREAD_PROGRAM, '--', folder, resolve('package.json')];
  return run(process.execPath, args, { cwd: parent });
}

it('in a thread takes connections before it has started; if it cannot start, there is no database', async () => {
  rmSync(folder, { recursive: true, force: true });
  expect((await startThread()).stdout.trim()).toBe('[false,true,[]]');
  writeFileSync(join(folder, 'global', 'pg_control'), '');
  const { stdout, stderr } = await startThread();
  expect(stdout.trim()).toBe('[false,true,null]');
  expect(stderr.trim()).toBe(
    'The local database did not start: db cannot be opened: its data is damaged. Delete the folder to start with an empty database',
  );
});
