import supertokens from 'supertokens-node';
import type { RecipeListFunction } from 'supertokens-node/types';
import { startTestCore } from './testCore';
import type { TestCore } from './testCore';

/** The real time, which the SDK checks, but strictly increasing. */
function laterEachTime(): () => number {
  let last = 0;
  return () => (last = Math.max(Date.now(), last + 1));
}

/** Starts a core and initialises the SDK with it. Possible once per test file. */
export async function startSdkCore(recipeList: RecipeListFunction[], apiKey?: string): Promise<TestCore> {
  const core = await startTestCore({
    clock: { now: laterEachTime() },
    apiKeys: apiKey === undefined ? [] : [apiKey],
  });
  supertokens.init({
    supertokens: { connectionURI: core.url, apiKey },
    appInfo: { appName: 'test', apiDomain: 'http://localhost:8888', websiteDomain: 'http://localhost:8888' },
    recipeList,
    telemetry: false,
  });
  return core;
}
