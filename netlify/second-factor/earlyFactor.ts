import type { EarlyCredential } from '../platform/account/earlyCredential.ts';
import { hasDatabase } from '../platform/store/database.ts';
import { subjectOf } from '../platform/store/subject.ts';
import { deleteFactor, findFactor } from './factorRows.ts';

/**
 * The second factor of an account, for a reset that is the first proof of its address. Recovery codes,
 * trusted browsers and a begun set-up go with it, also where the feature is off at the moment.
 */
export const earlyFactor: EarlyCredential = {
  kind: 'second_factor',
  async requireStore(userId) {
    if (hasDatabase()) await findFactor(subjectOf(userId));
  },
  removeAll: async (userId) => hasDatabase() && (await deleteFactor(subjectOf(userId))),
};
