import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/ports.ts';
import { startFront } from '../../scripts/stack.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'front-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each(['functions-internal/___netlify-server-handler', 'edge-functions/___netlify-edge-handler'])(
  'the front does not serve %s of an earlier Netlify build',
  async (built) => {
    const path = join(folder, '.netlify', built);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'index.mjs'), 'export default () => new Response();\n');
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
    expect(existsSync(path)).toBe(false);
  },
);
