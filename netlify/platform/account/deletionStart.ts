import { updateUserMetadata } from 'supertokens-node/recipe/usermetadata';
import * as z from 'zod';
import { isAMomentAgo } from '../moment.ts';

/**
 * Metadata key with the start of a deletion: there is a moment between the end of the sessions and that of
 * the account.
 */
const BEGUN = 'deletionBegun';

const noted = z.lazy(() => z.object({ metadata: z.object({ [BEGUN]: z.number().catch(0) }) }));

export async function saveDeletionStart(userId: string): Promise<void> {
  await updateUserMetadata(userId, { [BEGUN]: Date.now() });
}

/** @param answer of `getUserMetadata` */
export const isBeingDeleted = (answer: unknown): boolean => isAMomentAgo(noted.parse(answer).metadata[BEGUN]);
