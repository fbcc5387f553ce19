import supertokens from 'supertokens-node';
import type { RecipeListFunction } from 'supertokens-node/types';
import { startTestCore } from './testCore';
import type { TestCore } from './testCore';

/** The real clock, against which the SDK checks times; but what is made later is later, within a millisecond too. */
function laterEachTime(): () => number {
  let last = 0;
  return () => (last = Math.max(Date.now(), last + 1));
}

/** A core with the SDK that the app uses on it. The SDK can be initialised only once in a test file. */
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
