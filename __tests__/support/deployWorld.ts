import { startAtomicBlobs } from './atomicBlobs.ts';
import { startFunctionWorld, type FunctionWorld } from './functionWorld.ts';
import { startInbox, type Inbox } from './inbox.ts';

/** The functions with all that they have in a deploy: besides the core Netlify Blobs, and a mail server. */
export interface DeployWorld extends FunctionWorld {
  readonly store: Awaited<ReturnType<typeof startAtomicBlobs>>;
  readonly inbox: Inbox;
}

/** Starts an inbox, a store, and the functions with this environment. */
export async function startDeployWorld(env: Record<string, string> = {}): Promise<DeployWorld> {
  const [store, inbox] = await Promise.all([startAtomicBlobs(), startInbox()]);
  const world = await startFunctionWorld({ ...inbox.env, ...env });
  return {
    ...world,
    store,
    inbox,
    close: async () => {
      await world.close();
      store.close();
      await inbox.close();
    },
  };
}
