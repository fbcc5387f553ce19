import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../scripts/ports.ts';
import { startFront } from '../../scripts/stack.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'front-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the front of an app that has nothing to serve, and waits until it has ended. */
async function startAndFail(): Promise<void> {
  const stopped: Promise<void>[] = [];
  const front = startFront({
    mode: 'dev',
    port: await freePort(),
    folder,
    env: {},
    onStart: (child) => stopped.push(child.stop()),
  });
  await expect(front).rejects.toThrow('netlify dev');
  await Promise.all(stopped);
}

it.each(['functions-internal/___netlify-server-handler', 'edge-functions/___netlify-edge-handler'])(
  'the front does not serve %s of an earlier Netlify build',
  async (built) => {
    const path = join(folder, '.netlify', built);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'index.mjs'), 'export default () => new Response();\n');
    await startAndFail();
    expect(existsSync(path)).toBe(false);
  },
);

it('the front of an app in a folder of this project does not serve functions of an earlier build', async () => {
  // Empty, so that a front of another test that starts meanwhile serves nothing.
  const path = resolve('.netlify/functions-internal/___netlify-server-handler');
  mkdirSync(path, { recursive: true });
  await startAndFail();
  expect(existsSync(path)).toBe(false);
});
