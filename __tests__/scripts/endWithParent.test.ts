import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

let folder: string;
let running: ChildProcess | undefined;

/**
 * Started by the script as `npm run dev` starts its parts; it starts one more, and neither ends on SIGTERM.
 */
const PART = `
const { spawn } = require('node:child_process');
const { createServer } = require('node:net');
process.on('SIGTERM', () => {});
const server = createServer().listen(0, '127.0.0.1', () => {
  console.log(server.address().port);
  if (process.argv[2] === 'again') spawn(process.execPath, [__filename], { stdio: 'inherit' });
});
`;

const SCRIPT = `
import { start } from ${JSON.stringify(resolve('scripts/processes.ts'))};
start('part', [process.execPath, ${JSON.stringify('PART')}, 'again'], { onLine: (line) => console.log(line) });
setInterval(() => {}, 1000);
`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parent-'));
  mkdirSync(join(folder, 'scripts'));
  mkdirSync(join(folder, 'node_modules'));
  cpSync(resolve('scripts/run.cjs'), join(folder, 'scripts', 'run.cjs'));
  cpSync(resolve('scripts/preload'), join(folder, 'scripts', 'preload'), { recursive: true });
  cpSync(resolve('.nvmrc'), join(folder, '.nvmrc'));
  writeFileSync(join(folder, 'part.cjs'), PART);
  writeFileSync(
    join(folder, 'script.ts'),
    SCRIPT.replace('"PART"', JSON.stringify(join(folder, 'part.cjs'))),
  );
  const scripts = { go: 'node scripts/run.cjs script.ts' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', type: 'module', scripts }));
});

afterEach(() => {
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(true));
    socket.once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function untilSilent(ports: readonly number[]): Promise<void> {
  while ((await Promise.all(ports.map(listens))).some(Boolean)) await delay(50);
}

const direct = () => [process.execPath, 'scripts/run.cjs', 'script.ts'];
const throughNpm = () => ['npm', 'run', '--silent', 'go'];

test.each([
  ['the script', 'SIGKILL', direct],
  ['npm', 'SIGKILL', throughNpm],
  ['npm', 'SIGTERM', throughNpm],
] as const)('child processes end when %s is ended by %s', async (_name, signal, command) => {
  const [file = '', ...args] = command();
  running = spawn(file, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  if (running.stdout === null) throw new Error('no output');
  const ports: number[] = [];
  for await (const line of createInterface({ input: running.stdout }))
    if (ports.push(Number(line)) === 2) break;
  expect(await Promise.all(ports.map(listens))).toEqual([true, true]);
  const ended = once(running, 'exit');
  running.kill(signal);
  await ended;
  await untilSilent(ports);
});
