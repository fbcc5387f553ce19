import { getAllSessionHandlesForUser } from 'supertokens-node/recipe/session';

/** Sessions are updated one by one, within the time limit of the response. Others keep their claims. */
export const MAX_UPDATED_SESSIONS = 50;

interface Sessions {
  /** Of a user, or of one login method. */
  of: string;
  /** Whether those of all login methods of the user are meant. */
  allMethods: boolean;
  /** The handle of a session that is left out. */
  except?: string;
}

/** Changes the claims of sessions, which have them after their next refresh. */
export async function updateEachSession(
  { of, allMethods, except }: Sessions,
  update: (handle: string) => Promise<boolean>,
): Promise<void> {
  const handles = await getAllSessionHandlesForUser(of, allMethods);
  const others = handles.filter((handle) => handle !== except);
  // A session that has ended meanwhile needs no update, and what the claims show is changed if this fails.
  await Promise.allSettled(others.slice(0, MAX_UPDATED_SESSIONS).map(update));
}
