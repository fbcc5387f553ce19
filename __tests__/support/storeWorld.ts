import { startAtomicBlobs } from './atomicBlobs.ts';
import { startFunctionWorld, type FunctionWorld } from './functionWorld.ts';

/** The functions, and a store that does what Netlify Blobs promises. */
export interface StoreWorld extends FunctionWorld {
  readonly store: Awaited<ReturnType<typeof startAtomicBlobs>>;
}

/** Starts a store, and the functions with this environment. */
export async function startStoreWorld(env: Record<string, string> = {}): Promise<StoreWorld> {
  const store = await startAtomicBlobs();
  const world = await startFunctionWorld(env);
  return {
    ...world,
    store,
    close: async () => {
      await world.close();
      store.close();
    },
  };
}
