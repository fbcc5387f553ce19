import { constants, getPriority } from 'node:os';
import { DeferredOutput } from '../../scripts/deferred-output.ts';
import { run } from '../../scripts/processes.ts';

/** Runs a program of one line, and returns what it prints. */
async function print(program: string, options: { background?: boolean } = {}): Promise<string[]> {
  const lines: string[] = [];
  const onLine = (line: string) => void lines.push(line);
  expect(await run([process.execPath, '-e', program], {}, { ...options, onLine })).toBe(0);
  return lines;
}

it('keeps lines until it is released, and prints later ones at once', () => {
  const printed: string[] = [];
  const output = new DeferredOutput((line) => void printed.push(line));
  output.print('one');
  output.print('two');
  expect(printed).toEqual([]);
  output.release();
  expect(printed).toEqual(['one', 'two']);
  output.print('three');
  output.release();
  expect(printed).toEqual(['one', 'two', 'three']);
});

it('has what a program prints to both streams', async () => {
  expect(await print('console.log("out"); console.error("err")')).toEqual(
    expect.arrayContaining(['out', 'err']),
  );
});

it('is of a program with a lower priority if it runs in the background', async () => {
  // Each child of the program has it, too.
  const program = `
    const { execFileSync } = require('node:child_process');
    const script = "console.log(require('node:os').getPriority())";
    console.log(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).trim());`;
  const own = getPriority();
  expect(await print(program)).toEqual([String(own)]);
  const lower = Math.max(own, constants.priority.PRIORITY_BELOW_NORMAL);
  expect(await print(program, { background: true })).toEqual([String(lower)]);
});
