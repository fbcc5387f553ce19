import supertokens from 'supertokens-node';
import type { RecipeListFunction } from 'supertokens-node/types';
import { startTestCore } from './testCore';
import type { TestCore } from './testCore';

/** A core with the SDK that the app uses on it. The SDK can be initialised only once in a test file. */
export async function startSdkCore(recipeList: RecipeListFunction[]): Promise<TestCore> {
  // The SDK checks times against the real clock.
  const core = await startTestCore({ clock: { now: () => Date.now() } });
  supertokens.init({
    supertokens: { connectionURI: core.url },
    appInfo: { appName: 'test', apiDomain: 'http://localhost:8888', websiteDomain: 'http://localhost:8888' },
    recipeList,
    telemetry: false,
  });
  return core;
}
