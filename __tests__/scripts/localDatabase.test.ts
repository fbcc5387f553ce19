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
