import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCore } from '../src/index.ts';
import type { Core } from '../src/index.ts';

const KIT = join(__dirname, 'cdi-kit', 'unlicensed');
const FILE = join(KIT, 'unlicensed.json');

/** Bulk import is not supported, with or without a licence. */
const LEFT_OUT = ['bulk import: what does not'];

interface Result {
  readonly name: string;
  readonly failures: readonly object[];
}

const scenarios = (JSON.parse(readFileSync(FILE, 'utf8')) as { name: string }[]).map(({ name }) => name);

/** Replays the recorded responses of a real core without a licence key against a core without features. */
describe('a core without a licence', () => {
  let core: Core;
  let results: Result[];

  beforeAll(async () => {
    core = await startCore({ port: 0, data: ':memory:', features: new Set() });
    const folder = mkdtempSync(join(tmpdir(), 'cdi-kit-'));
    try {
      const output = join(folder, 'results.json');
      const args = [join(KIT, 'replay-base.mjs'), core.url, FILE, '--all', '--json', output];
      const child = spawn(process.execPath, args, { stdio: 'ignore' });
      await new Promise((resolve, reject) => {
        child.once('exit', resolve);
        child.once('error', reject);
      });
      results = JSON.parse(readFileSync(output, 'utf8')) as Result[];
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  afterAll(() => core.close());

  test.each(scenarios.filter((name) => !LEFT_OUT.includes(name)))('%s', (name) => {
    expect(results.find((one) => one.name === name)?.failures).toEqual([]);
  });

  test('the omitted scenarios exist in the kit', () => {
    expect(scenarios).toEqual(expect.arrayContaining(LEFT_OUT));
  });
});
