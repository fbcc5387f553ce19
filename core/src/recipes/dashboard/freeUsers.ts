import type { Tx } from '../../db/query.ts';
import { MAX_FREE_DASHBOARD_USERS } from '../../features.ts';
import type { Features } from '../../features.ts';
import { listUsers } from './store.ts';
import type { DashboardUser } from './types.ts';

/** Lists the users who may sign in to the dashboard: all with the paid feature, otherwise the first ones. */
export function allowedUsers(tx: Tx, features: Features, appId: string): DashboardUser[] {
  const users = listUsers(tx, appId);
  return features.has('dashboard_login') ? users : users.slice(0, MAX_FREE_DASHBOARD_USERS);
}

export const isAllowed = (tx: Tx, features: Features, appId: string, userId: string): boolean =>
  allowedUsers(tx, features, appId).some((user) => user.userId === userId);

/** Whether another user may be added. */
export const hasRoom = (tx: Tx, features: Features, appId: string): boolean =>
  features.has('dashboard_login') || listUsers(tx, appId).length < MAX_FREE_DASHBOARD_USERS;
