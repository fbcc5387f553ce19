import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import { markActive } from '../activeusers/activeusers.ts';
import { findUser } from '../users/store.ts';
import { tenantOfHandle } from './handle.ts';
import { existingTenant } from './session.ts';
import { listHandles, removeSession } from './store.ts';

/** Selects sessions of a user: in one tenant or (null) all; of one login method or all linked ones. */
export interface SessionsOfUser {
  readonly userId: string;
  readonly tenantId: string | null;
  readonly includeLinkedAccounts: boolean;
}

export const listSessions = (
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  appId: string,
  wanted: SessionsOfUser,
): Promise<string[]> => db.read((tx) => handlesOf(tx, appId, wanted, clock.now()));

export function revokeSessionsOf(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  appId: string,
  wanted: SessionsOfUser,
): Promise<string[]> {
  return db.write((tx) => {
    const handles = handlesOf(tx, appId, wanted, clock.now());
    for (const handle of handles) removeSession(tx, appId, handle);
    markActive(tx, appId, wanted.userId, clock.now());
    return handles;
  });
}

/**
 * Revokes sessions and returns the handles that existed; a repeated handle is returned repeatedly, as in the
 * real core.
 */
export function revokeSessions(
  services: Pick<Context, 'db' | 'tenants'>,
  appId: string,
  handles: readonly string[],
): Promise<string[]> {
  for (const handle of handles) existingTenant(services, appId, tenantOfHandle(handle));
  return services.db.write((tx) => {
    const revoked = new Set(handles.filter((handle) => removeSession(tx, appId, handle)));
    return handles.filter((handle) => revoked.has(handle));
  });
}

function handlesOf(tx: Tx, appId: string, wanted: SessionsOfUser, now: number): string[] {
  const linked = wanted.includeLinkedAccounts ? findUser(tx, appId, wanted.userId)?.loginMethods : undefined;
  const ids = new Set([wanted.userId, ...(linked ?? []).map((method) => method.recipeUserId)]);
  return listHandles(tx, appId, [...ids], wanted.tenantId, now);
}
