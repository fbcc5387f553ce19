import { generateKeyPairSync, sign } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  callCore,
  createSession,
  operations,
  perSecond,
  startClients,
  type Load,
  type OperationName,
} from './operations.ts';
import { startBenchCore, type BenchCore } from './process.ts';
import { searchFigures } from './searches.ts';
import { addBenchUsers, FIRST_EMAIL, PASSWORD } from './users.ts';
import { latencyOf, quantile, type Figure } from './figures.ts';

const SIZES = { '1k': 1_000, '100k': 100_000, '1M': 1_000_000 };
type Size = keyof typeof SIZES;

/** Disk space in bytes that the files of all sizes need together. */
const DISK_SPACE_BYTES = 3e9;
const RAM_DISK = '/dev/shm';

const ROUNDS = 7;
const ROUND_SECONDS = 0.4;
/** A password check takes about 0.1 s, so a round of sign-ins needs more time. */
const SIGN_IN_ROUND_SECONDS = 1;

const names = Object.keys(operations) as OperationName[];
const sizes = Object.keys(SIZES) as Size[];

/** Creates one database file per size; each contains the users of the smaller ones. */
async function makeFiles(folder: string): Promise<Record<Size, string>> {
  const files = { '1k': join(folder, '1k.db'), '100k': join(folder, '100k.db'), '1M': join(folder, '1M.db') };
  const core = await startBenchCore(files['1k']);
  await callCore(core.url, 'POST', '/recipe/signup', { email: FIRST_EMAIL, password: PASSWORD });
  await createSession(core.url, FIRST_EMAIL);
  await core.stop();
  addBenchUsers(files['1k'], 0, SIZES['1k']);
  copyFileSync(files['1k'], files['100k']);
  addBenchUsers(files['100k'], SIZES['1k'], SIZES['100k']);
  copyFileSync(files['100k'], files['1M']);
  addBenchUsers(files['1M'], SIZES['100k'], SIZES['1M']);
  return files;
}

/** One round on a database of one size. */
interface Round extends Load {
  /** CPU time of the core in milliseconds; undefined without /proc. */
  readonly cpu: number | undefined;
}

/** Measures all sizes alternately, so that other load on the machine affects them equally. */
async function measureRounds(cores: Record<Size, BenchCore>, name: OperationName, clients: number) {
  const rounds: Record<Size, Round[]> = { '1k': [], '100k': [], '1M': [] };
  const work = new Map<Size, (seconds: number) => Promise<Load>>();
  for (const size of sizes) work.set(size, await startClients(cores[size].url, name, clients, SIZES[size]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [size, once] of work) {
      const before = cores[size].cpu();
      const load = await once(name === 'sign-in' ? SIGN_IN_ROUND_SECONDS : ROUND_SECONDS);
      const after = cores[size].cpu();
      rounds[size].push({
        ...load,
        cpu: before === undefined || after === undefined ? undefined : after - before,
      });
    }
  }
  return rounds;
}

/** CPU time per request, which does not depend on other load; undefined without /proc. */
function cpuOf(rounds: readonly Round[]): number | undefined {
  const calls = rounds.reduce((sum, { samples }) => sum + samples.length, 0);
  const cpu = rounds.reduce((sum, round) => sum + (round.cpu ?? NaN), 0);
  return Number.isNaN(cpu) ? undefined : cpu / calls;
}

/** Maximum ratio of the cost with many users to the cost with a thousand. */
const MAX_RATIO = 1.5;

/** CPU time per request must not depend on the number of users. */
function cpuBySize(kind: string, name: OperationName, rounds: Record<Size, Round[]>): Figure[] {
  const first = cpuOf(rounds['1k']);
  return sizes.flatMap((size) => {
    const value = cpuOf(rounds[size]);
    if (size === '1k' || first === undefined || value === undefined) return [];
    return {
      name: `core ${kind}, ${size} users: CPU of ${name}`,
      value,
      unit: 'ms',
      beside: { name: '1k users', value: first },
      limit: { of: 'ratio' as const, at: MAX_RATIO },
    };
  });
}

async function rates(kind: string, cores: Record<Size, BenchCore>): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const name of names) {
    for (const clients of [1, 8]) {
      const rounds = await measureRounds(cores, name, clients);
      for (const size of sizes) {
        figures.push({
          name: `core ${kind}, ${size} users: ${name}, ${clients} client${clients > 1 ? 's' : ''}`,
          value: perSecond(rounds[size]),
          unit: 'requests/s',
          latency: latencyOf(rounds[size].flatMap(({ samples }) => samples)),
          ...(size !== '1k' && {
            beside: { name: '1k users', value: perSecond(rounds['1k']) },
            limit: { of: 'ratio', at: 1 / MAX_RATIO, atLeast: true },
          }),
        });
      }
      if (clients > 1) figures.push(...cpuBySize(kind, name, rounds));
    }
  }
  return figures;
}

/** Measures the start time and the memory of a core with a million users. */
async function startFigures(kind: string, file: string): Promise<Figure[]> {
  const starts: number[] = [];
  let memory: number | undefined;
  for (let i = 0; i < 7; i++) {
    const core = await startBenchCore(file);
    starts.push(core.startMs);
    await callCore(core.url, 'GET', '/users?limit=1');
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

/** Measures the CPU time of one RSA signature in milliseconds. */
function signatureCpuMs(): number {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const token = Buffer.alloc(500);
  const before = process.cpuUsage();
  for (let i = 0; i < 500; i++) sign('RSA-SHA256', token, privateKey);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 500 / 1000;
}

/** CPU time per request without signature and password hash (test mode caches hashes). */
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
        value: (after - before) / samples.length - (isSigned ? signatureCpuMs() : 0),
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
  const figures = await startFigures(kind, files['1M']);
  const cores = {
    '1k': await startBenchCore(files['1k']),
    '100k': await startBenchCore(files['100k']),
    '1M': await startBenchCore(files['1M']),
  };
  try {
    figures.push(...(await searchFigures(kind, cores['1M'].url, SIZES['1M'])));
    figures.push(...(await rates(kind, cores)));
  } finally {
    await Promise.all(Object.values(cores).map((core) => core.stop()));
  }
  return kind === 'in memory' ? [...figures, ...(await cpuFigures(files['1M']))] : figures;
}

/** Compares databases with 1 thousand, 100 thousand and 1 million users. */
export async function scaleFigures(): Promise<Figure[]> {
  // Users are inserted into a file, so "in memory" means a RAM disk, if there is one.
  const hasRamDisk =
    existsSync(RAM_DISK) && statfsSync(RAM_DISK).bavail * statfsSync(RAM_DISK).bsize > DISK_SPACE_BYTES;
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
