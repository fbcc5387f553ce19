import { hasDatabase } from '../platform/store/database.ts';
import type { UserData } from '../platform/userData.ts';
import { eraseLastUses, moveLastUses, readLastUses } from './lastUse.ts';

/** When a user has last signed in, by each way. */
export const lastSignIns: UserData = {
  read: async (userId) => (hasDatabase() ? readLastUses(userId) : null),
  erase: async (userId) => {
    if (hasDatabase()) await eraseLastUses(userId);
  },
  move: async (fromId, toId) => {
    if (hasDatabase()) await moveLastUses(fromId, toId);
  },
};
