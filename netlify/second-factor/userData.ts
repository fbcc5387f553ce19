import { hasDatabase } from '../platform/store/database.ts';
import type { UserData } from '../platform/userData.ts';
import { deleteFactor } from './factorRows.ts';
import { subjectOf } from '../platform/store/subject.ts';
import { moveFactor } from './moveFactor.ts';
import { listTrusted, readSummary } from './summary.ts';

/** The second factor of a user without its secrets, and the browsers that they trust. */
export const secondFactor: UserData = {
  read: async (userId) => {
    if (!hasDatabase()) return null;
    return { authenticatorApp: await readSummary(userId), trustedBrowsers: await listTrusted(userId) };
  },
  erase: async (userId) => {
    if (hasDatabase()) await deleteFactor(subjectOf(userId));
  },
  move: async (fromId, toId) => {
    if (hasDatabase()) await moveFactor(fromId, toId);
  },
};
