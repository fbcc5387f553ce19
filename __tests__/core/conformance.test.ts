/** @jest-environment node */
import { startCore } from '@/core/index.ts';
import type { Core } from '@/core/index.ts';
import { describeFailure, kitFiles, replay, scenariosOf } from './support/conformance';
import type { ScenarioResult } from './support/conformance';
import { stillRed } from './support/stillRed';

/** The real core's recorded answers, played against a fresh core: one test for each scenario. */
describe.each(kitFiles())('%s', (file) => {
  let core: Core;
  let results: ScenarioResult[];

  beforeAll(async () => {
    core = await startCore({ port: 0, data: ':memory:' });
    results = await replay(core.url, [file]);
  }, 120_000);

  afterAll(() => core.close());

  for (const name of scenariosOf(file)) {
    // A red scenario that has turned green fails here, until it is taken off the list.
    const check = stillRed[file]?.includes(name) === true ? test.failing : test;
    check(name, () => {
      const result = results.find((one) => one.name === name);
      expect(result === undefined ? 'was not played' : describeFailure(result)).toBe('');
    });
  }
});
