/** @long */
import { startCore } from '../src/index.ts';
import type { Core } from '../src/index.ts';
import { describeFailure, kitFiles, replay, scenariosOf } from './support/conformance';
import type { ScenarioResult } from './support/conformance';

/** Replays requests to the real core and compares the responses: one test per scenario. */
describe.each(kitFiles())('%s', (file) => {
  let core: Core;
  let results: ScenarioResult[];

  beforeAll(async () => {
    core = await startCore({ port: 0, data: ':memory:' });
    results = await replay(core.url, [file]);
  });

  afterAll(() => core.close());

  for (const name of scenariosOf(file)) {
    test(name, () => {
      const result = results.find((one) => one.name === name);
      expect(result === undefined ? 'was not played' : describeFailure(result)).toBe('');
    });
  }
});
