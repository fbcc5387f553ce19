import { startInbox, type Inbox } from './inbox.ts';
import { startStoreWorld, type StoreWorld } from './storeWorld.ts';

/** The functions with all that they have in a deploy: a core, a database and a mail server. */
export interface DeployWorld extends StoreWorld {
  readonly inbox: Inbox;
}

/** Starts an inbox, a database, and the functions with this environment. */
export async function startDeployWorld(env: Record<string, string> = {}): Promise<DeployWorld> {
  const inbox = await startInbox();
  const world = await startStoreWorld({ ...inbox.env, ...env });
  return {
    ...world,
    inbox,
    close: async () => {
      await world.close();
      await inbox.close();
    },
  };
}
