import { subjectOf } from '../platform/store/subject.ts';
import { userDataInDatabase } from '../platform/userData.ts';
import { deleteFactor } from './factorRows.ts';
import { moveFactor } from './moveFactor.ts';
import { listTrusted, readSummary } from './summary.ts';

/** The second factor of a user without its secrets, and the browsers that they trust. */
export const secondFactor = userDataInDatabase({
  read: async (userId) => ({
    authenticatorApp: await readSummary(userId),
    trustedBrowsers: await listTrusted(userId),
  }),
  erase: (userId) => deleteFactor(subjectOf(userId)),
  move: moveFactor,
});
