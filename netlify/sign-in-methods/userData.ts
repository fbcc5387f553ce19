import { userDataInDatabase } from '../platform/userData.ts';
import { eraseLastUses, moveLastUses, readLastUses } from './lastUse.ts';

/** When a user has last signed in, by each way. */
export const lastSignIns = userDataInDatabase({
  read: readLastUses,
  erase: eraseLastUses,
  move: moveLastUses,
});
