import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFeatures } from '../../src/features.ts';
import { startTestCore, type TestCore } from './testCore';

/** Starts cores with some of the paid features; each test has its own data and closes its cores. */
export function coresWithFeatures() {
  let folder: string;
  const cores: TestCore[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'core-'));
  });

  afterEach(async () => {
    await Promise.all(cores.splice(0).map((core) => core.close()));
    rmSync(folder, { recursive: true });
  });

  return {
    /** Starts a core in memory. */
    start: async (features: string): Promise<TestCore> => {
      const core = await startTestCore({ features: parseFeatures(features) });
      cores.push(core);
      return core;
    },
    /** Restarts the core on the same data with other features. */
    restart: async (features: string): Promise<TestCore> => {
      await Promise.all(cores.splice(0).map((core) => core.close()));
      const core = await startTestCore({ features: parseFeatures(features), data: join(folder, 'core.db') });
      cores.push(core);
      return core;
    },
  };
}

/** Returns status and text of a response. */
export async function statusAndText(call: ReturnType<TestCore['call']>): Promise<[number, string]> {
  const { status, body } = await call;
  return [status, body.text];
}
