import { generateKeyPairSync, sign } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  askCore,
  createSession,
  operations,
  perSecond,
  startClients,
  type Load,
  type OperationName,
} from './core-operations.ts';
import { startBenchCore, type BenchCore } from './core-process.ts';
import { addBenchUsers, FIRST_EMAIL, PASSWORD } from './core-users.ts';
import { latencyOf, quantile, type Figure } from './figures.ts';

const SIZES = { '1k': 1_000, '100k': 100_000, '1M': 1_000_000 };
type Size = keyof typeof SIZES;

/** What the files of all sizes take together. */
const ROOM = 3e9;
const RAM_DISK = '/dev/shm';

const TURNS = 7;
const SECONDS = 0.4;
/** A password check takes a tenth of a second, so that a turn needs time for more than one. */
const SIGN_IN_SECONDS = 1;

const names = Object.keys(operations) as OperationName[];
const sizes = Object.keys(SIZES) as Size[];

/** One file for each size: the users of the smaller one, and more. */
async function makeFiles(folder: string): Promise<Record<Size, string>> {
  const files = { '1k': join(folder, '1k.db'), '100k': join(folder, '100k.db'), '1M': join(folder, '1M.db') };
  const core = await startBenchCore(files['1k']);
  await askCore(core.url, 'POST', '/recipe/signup', { email: FIRST_EMAIL, password: PASSWORD });
  await createSession(core.url, FIRST_EMAIL);
  await core.stop();
  addBenchUsers(files['1k'], 0, SIZES['1k']);
  copyFileSync(files['1k'], files['100k']);
  addBenchUsers(files['100k'], SIZES['1k'], SIZES['100k']);
  copyFileSync(files['100k'], files['1M']);
  addBenchUsers(files['1M'], SIZES['100k'], SIZES['1M']);
  return files;
}

/** What one size was seen to do, turn by turn. */
interface Turn extends Load {
  /** Milliseconds of CPU that the core took; undefined where there is no /proc. */
  readonly cpu: number | undefined;
}

/** The sizes in turns, so that all of them meet the same state of the machine. */
async function inTurns(cores: Record<Size, BenchCore>, name: OperationName, clients: number) {
  const turns: Record<Size, Turn[]> = { '1k': [], '100k': [], '1M': [] };
  const work = new Map<Size, (seconds: number) => Promise<Load>>();
  for (const size of sizes) work.set(size, await startClients(cores[size].url, name, clients, SIZES[size]));
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [size, once] of work) {
      const before = cores[size].cpu();
      const load = await once(name === 'sign-in' ? SIGN_IN_SECONDS : SECONDS);
      const after = cores[size].cpu();
      turns[size].push({
        ...load,
        cpu: before === undefined || after === undefined ? undefined : after - before,
      });
    }
  }
  return turns;
}

/** CPU time of a call, which does not depend on who else wants the machine; undefined where there is no /proc. */
function cpuOf(turns: readonly Turn[]): number | undefined {
  const calls = turns.reduce((sum, { samples }) => sum + samples.length, 0);
  const cpu = turns.reduce((sum, turn) => sum + (turn.cpu ?? NaN), 0);
  return Number.isNaN(cpu) ? undefined : cpu / calls;
}

const MOST = 1.5;

/** What a call costs must not depend on how many users there are. */
function flatness(kind: string, name: OperationName, turns: Record<Size, Turn[]>): Figure[] {
  const first = cpuOf(turns['1k']);
  return sizes.flatMap((size) => {
    const value = cpuOf(turns[size]);
    if (size === '1k' || first === undefined || value === undefined) return [];
    return {
      name: `core ${kind}, ${size} users: CPU of ${name}`,
      value,
      unit: 'ms',
      beside: { name: '1k users', value: first },
      limit: { of: 'ratio' as const, at: MOST },
    };
  });
}

async function rates(kind: string, cores: Record<Size, BenchCore>): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const name of names) {
    for (const clients of [1, 8]) {
      const turns = await inTurns(cores, name, clients);
      for (const size of sizes) {
        figures.push({
          name: `core ${kind}, ${size} users: ${name}, ${clients} client${clients > 1 ? 's' : ''}`,
          value: perSecond(turns[size]),
          unit: 'requests/s',
          latency: latencyOf(turns[size].flatMap(({ samples }) => samples)),
          ...(size !== '1k' && {
            beside: { name: '1k users', value: perSecond(turns['1k']) },
            limit: { of: 'ratio', at: 1 / MOST, atLeast: true },
          }),
        });
      }
      if (clients > 1) figures.push(...flatness(kind, name, turns));
    }
  }
  return figures;
}

/** How long a core takes to start with a million users, and what it holds of memory then. */
async function atRest(kind: string, file: string): Promise<Figure[]> {
  const starts: number[] = [];
  let memory: number | undefined;
  for (let i = 0; i < 7; i++) {
    const core = await startBenchCore(file);
    starts.push(core.startedIn);
    await askCore(core.url, 'GET', '/users?limit=1');
    memory = core.memory();
    await core.stop();
  }
  const name = `core ${kind}, 1M users`;
  return [
    {
      name: `${name}: start, p50`,
      value: quantile(starts, 0.5),
      unit: 'ms',
      limit: { of: 'value', at: 300 },
    },
    ...(memory === undefined
      ? []
      : [
          {
            name: `${name}: memory at rest`,
            value: memory,
            unit: 'MB',
            limit: { of: 'value' as const, at: 150 },
          },
        ]),
  ];
}

/** Milliseconds of CPU that one signature takes. */
function signatureCpu(): number {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const token = Buffer.alloc(500);
  const before = process.cpuUsage();
  for (let i = 0; i < 500; i++) sign('RSA-SHA256', token, privateKey);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 500 / 1000;
}

/** CPU time of calls beyond the password hash, which a core in test mode remembers, and beyond the signature. */
async function cpuFigures(file: string): Promise<Figure[]> {
  const core = await startBenchCore(file, '--testing');
  try {
    const figures: Figure[] = [];
    for (const name of names) {
      const work = await startClients(core.url, name, 8, name === 'sign-in' ? 20 : SIZES['1M']);
      await work(name === 'sign-in' ? 5 : 0.5);
      const before = core.cpu();
      const { samples } = await work(2);
      const after = core.cpu();
      if (before === undefined || after === undefined) return [];
      const isSigned = name === 'session create' || name === 'refresh';
      figures.push({
        name: `core in memory, 1M users: CPU of ${name}${isSigned ? ' beyond the signature' : ''}`,
        value: (after - before) / samples.length - (isSigned ? signatureCpu() : 0),
        unit: 'ms',
        limit: { of: 'value', at: 0.5 },
      });
    }
    return figures;
  } finally {
    await core.stop();
  }
}

async function figuresIn(kind: string, folder: string): Promise<Figure[]> {
  const files = await makeFiles(folder);
  const figures = await atRest(kind, files['1M']);
  const cores = {
    '1k': await startBenchCore(files['1k']),
    '100k': await startBenchCore(files['100k']),
    '1M': await startBenchCore(files['1M']),
  };
  try {
    figures.push(...(await rates(kind, cores)));
  } finally {
    await Promise.all(Object.values(cores).map((core) => core.stop()));
  }
  return kind === 'in memory' ? [...figures, ...(await cpuFigures(files['1M']))] : figures;
}

/** A core of 1 thousand, 100 thousand and 1 million users: what a call takes must not depend on how many there are. */
export async function coreScaleFigures(): Promise<Figure[]> {
  // SQL from outside reaches files only, so that "in memory" is a disk of memory, where there is one.
  const hasRamDisk = existsSync(RAM_DISK) && statfsSync(RAM_DISK).bavail * statfsSync(RAM_DISK).bsize > ROOM;
  const figures: Figure[] = [];
  for (const [kind, parent] of [
    ...(hasRamDisk ? [['in memory', RAM_DISK] as const] : []),
    ['durable', tmpdir()] as const,
  ]) {
    const folder = mkdtempSync(join(parent, 'bench-core-'));
    try {
      figures.push(...(await figuresIn(kind, folder)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return figures;
}
